"""``python -m benchmarks bombs``: the processor time that each kind of bomb costs at most.

Each document is read anew, planned, priced and, if it is not refused, answered from an empty
database, as the first visitor's who sends it. What the process spends in all threads is counted.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from benchmarks.bombs import KINDS, bombs
from resolvers.answering import Request, answer
from resolvers.gate import Gate
from schema import built
from services.database.migrating import migrate
from services.database.storage import Store, opened
from services.policy import Allowance
from services.view import VISITOR

ALLOWED = 50.0
"""Milliseconds that a document may cost, whatever is in it."""

ATTEMPTS = 3
"""Each document is measured so often, and the least counts: the rest is the machine's."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What the dearest document of a kind cost, in milliseconds, and what came of it."""

    kind: str
    milliseconds: float
    length: int
    outcome: str


def show_bombs(console: Console) -> None:
    """Measure all kinds, and print them with the dearest first."""
    with console.status("bombs") as status:
        found = asyncio.run(_all(lambda kind: status.update(f"bombs: {kind}")))
    found.sort(key=lambda it: -it.milliseconds)
    table = Table(title=f"Bombs: {ALLOWED:.0f} ms are allowed")
    table.add_column("kind")
    table.add_column("ms", justify="right")
    table.add_column("bytes", justify="right")
    table.add_column("what came of it")
    for it in found:
        table.add_row(it.kind, f"{it.milliseconds:.1f}", str(it.length), it.outcome)
    console.print(table)


async def _all(say: Callable[[str], None]) -> list[Burst]:
    with tempfile.TemporaryDirectory(prefix="bombs-") as folder:
        url = f"sqlite://{folder}/knutpunkt.db"
        await migrate(url, lambda _: None)
        async with opened(url) as store:
            await _cost(store, "{ networks { nodes { slug } } }")  # so that all is loaded
            return [await _worst(store, kind, say) for kind in KINDS]


async def _worst(store: Store, kind: str, say: Callable[[str], None]) -> Burst:
    say(kind)
    costs = []
    for text in bombs(kind):
        attempts = [await _cost(store, text) for _ in range(ATTEMPTS)]
        costs.append((min(it for it, _ in attempts), len(text.encode()), attempts[0][1]))
    return Burst(kind, *max(costs))


async def _cost(store: Store, text: str) -> tuple[float, str]:
    """Tell what a document costs that nobody sent before, in milliseconds, and its outcome."""
    gate = Gate(built(), store, Allowance())
    gc.collect()
    before = time.process_time()
    found = await answer(gate, Request(text, None, {}), VISITOR, datetime.now(UTC), "sv")
    return (time.process_time() - before) * 1000, found.refused or "answered"
