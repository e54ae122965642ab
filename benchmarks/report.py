"""The figures as tables, with ratios, and as JSON with what they were measured on."""

import dataclasses
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.contestants import NODE, Contestant
from benchmarks.figures import Figures, Footprint, Result
from benchmarks.postgres import SETTINGS
from benchmarks.questions import NAMES
from benchmarks.rounds import Plan

OURS: Final = "knutpunkt-postgresql"
OTHERWISE: Final = "postgraphile"


def record(
    results: Sequence[Result], contestants: Sequence[Contestant], plan: Plan
) -> dict[str, Any]:
    """Return all figures and what they were measured on, ready for JSON."""
    return {
        "machine": {
            "processor": _processor(),
            "kernel": platform.release(),
            "python": platform.python_version(),
            "node": _node(),
        },
        "contestants": {each.name: each.versions() for each in contestants},
        "postgresql": SETTINGS,
        "plan": dataclasses.asdict(plan),
        "results": [dataclasses.asdict(result) for result in results],
    }


def show(console: Console, result: Result, notes: dict[str, Any]) -> None:
    """Print the figures of one size: as measured, and beside them how many times the baseline's."""
    baseline = baseline_of(result.figures)
    machine = notes["machine"]
    size = result.size
    console.print(f"\n[bold]{size.name}[/bold]: {size.networks} networks, {size.meetings} meetings")
    console.print(
        f"{machine['processor']}, Python {machine['python']}, "
        f"Node.js {machine['node']}; ×: times {baseline}"
    )
    for question in NAMES:
        console.print(table_of(result.figures, question, baseline))
    console.print(_footprints(result, baseline))


def table_of(figures: Mapping[str, Mapping[str, Figures]], question: str, baseline: str) -> Table:
    """Make the table of one question: all contestants, each figure beside the baseline's."""
    table = Table(title=question, title_justify="left", title_style="bold")
    table.add_column("contestant")
    for heading in ("requests/s", "median ms", "p99 ms", "server µs", "database µs", "both µs"):
        table.add_column(heading, justify="right")
    base = _columns(figures[baseline][question])
    for name, asked in figures.items():
        cells = zip(_columns(asked[question]), base, strict=True)
        table.add_row(name, *(_against(value, other) for value, other in cells))
    return table


def _columns(figures: Figures) -> tuple[float, ...]:
    spent = (figures.server, figures.database, figures.server + figures.database)
    return (figures.per_second, figures.median, figures.percentile_99, *spent)


def _footprints(result: Result, baseline: str) -> Table:
    table = Table("contestant", title="footprint", title_justify="left", title_style="bold")
    for heading in ("cold start ms", "memory MiB"):
        table.add_column(heading, justify="right")
    base = _sizes(result.footprints[baseline])
    for name, footprint in result.footprints.items():
        cells = zip(_sizes(footprint), base, strict=True)
        table.add_row(name, *(_against(value, other) for value, other in cells))
    return table


def _sizes(footprint: Footprint) -> tuple[float, float]:
    return footprint.cold_start * 1000, footprint.memory / 2**20


def _against(value: float, base: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    ratio = f"×{value / base:.2f}" if base and value else "–"
    return f"{value:,.{digits}f} [dim]{ratio:>6}[/dim]"


def baseline_of(names: Iterable[str]) -> str:
    """Tell with whom the others are compared."""
    several = list(names)
    return next((name for name in (OURS, OTHERWISE) if name in several), several[0])


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        "unknown",
    )


def _node() -> str | None:
    if not NODE.exists():
        return None
    return subprocess.run(
        [NODE, "--version"], check=True, capture_output=True, text=True
    ).stdout.strip()
