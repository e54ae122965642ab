"""What the examples ask, which others' tools build: with which values, and where it is built.

Each tool works on a copy with the committed schema, so that nothing is written into the checkout.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graphql import OperationDefinitionNode, parse

from settings import CHECKOUT
from tests.web.javascript import FOLDER, Clients

FRONT_ENDS: Final = (
    CHECKOUT / "examples" / "client" / "src",
    CHECKOUT / "examples" / "website" / "queries",
    FOLDER / "operations",  # what neither of them asks
)
OPERATIONS: Final = sorted(path for it in FRONT_ENDS for path in it.glob("*.graphql"))
PAGE: Final = "/natverk-for-bibliotekspersonal"
NETWORK: Final = {"network": "spraklust"}
LANGUAGE: Final = {"locale": "EN"}
SEPTEMBER: Final = {"from": "2025-09-01T00:00:00+02:00", "to": "2025-10-01T00:00:00+02:00"}


@dataclass(frozen=True, slots=True)
class Website:
    """A copy of the website in a folder, and the tools to build it with."""

    folder: Path
    clients: Clients

    def tool(self, name: str, *arguments: str) -> str:
        """Run a tool in the copy and return what it prints."""
        return self.clients.tool(self.folder, name, *arguments)

    def script(self, name: str, *arguments: str) -> Any:
        """Run a script of ours in the copy and read what it prints, which is JSON."""
        return json.loads(
            self.clients.printed(self.clients.node, name, *arguments, folder=self.folder)
        )

    def read(self, path: str) -> Any:
        """Read a file of JSON that a tool has written."""
        return json.loads((self.folder / path).read_text("utf-8"))


def copied(folder: Path, clients: Clients) -> Website:
    """Copy the operations and the schema into a folder, with what is installed."""
    shutil.copytree(
        FOLDER, folder, ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True
    )
    for path in OPERATIONS:
        shutil.copy(path, folder / "operations")
    shutil.copy(CHECKOUT / "schema" / "schema.graphql", folder)
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    return Website(folder, clients)


def compiled_by_relay(website: Website) -> list[str]:
    """Compile all operations with Relay and return what it tells, line by line.

    Relay reads documents in programs only, so the operations are wrapped into some.
    """
    for path in OPERATIONS:
        module = website.folder / "relay" / f"{path.stem}.ts"
        module.write_text(f"graphql`\n{path.read_text('utf-8')}`;\n", "utf-8")
    (website.folder / "relay" / "__generated__").mkdir()
    (website.folder / "relay-documents.json").write_text("{}", "utf-8")
    return website.tool("relay-compiler", "relay.config.json").splitlines()


def variables(network: str, meeting: str) -> dict[str, dict[str, Any]]:
    """Give the values that each operation is asked with, by its name, from ids to ask for."""
    return {
        "AgendaPageQuery": {"last": 2, "where": {"when": "PAST"}},
        "AgendaQuery": {"where": {"overlaps": SEPTEMBER}},
        "CalendarMonthQuery": {"year": 2025, "month": 9, **NETWORK, **LANGUAGE},
        "CalendarWeekQuery": {"year": 2025, "week": 36, **NETWORK, **LANGUAGE},
        "CreateNetworkMutation": {"input": {"title": {"sv": "Språklust i norr"}}},
        "FocusAreaPageQuery": {"slug": "digital-delaktighet-och-kompetens", **LANGUAGE},
        "MeetingPageQuery": {"slug": "exempel-ramsor-rytm-och-bilderbocker", **LANGUAGE},
        "MeetingsBetweenQuery": {"between": SEPTEMBER, "networks": ["spraklust"]},
        "MonthTableQuery": {"year": 2025, "month": 9},
        "NetworkListQuery": {"first": 4},
        "NetworkMeetingsPageQuery": {"id": network},
        "NetworkMeetingsQuery": {"slug": "spraklust"},
        "NetworkPageQuery": {"slug": "spraklust", "first": 3, **LANGUAGE},
        "OrganisationsQuery": {"last": 3},
        "PageQuery": {"path": PAGE, "home": PAGE, **LANGUAGE},
        "SitemapQuery": {},
        "ThingsQuery": {"ids": [network, meeting], "first": meeting},
    }


def named(text: str) -> dict[str, str]:
    """Give the names of a document's operations, each with the document."""
    return {
        it.name.value: text
        for it in parse(text).definitions
        if isinstance(it, OperationDefinitionNode) and it.name
    }


AS_WRITTEN: Final = named("".join(path.read_text("utf-8") for path in OPERATIONS))
"""All that is asked, by the names of the operations, each with the whole."""
