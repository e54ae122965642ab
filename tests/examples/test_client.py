"""The typed front-end is built as its README says, and shows what a real server has."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from settings import CHECKOUT
from tests.test_commands import run, running, told_address
from tests.web.javascript import FOLDER, Clients
from tests.web.websites import named

SAMPLE = CHECKOUT / "examples" / "client"
MADE = shutil.ignore_patterns("node_modules", "build", "generated")
DOCUMENTS = "src/generated/persisted-documents.json"
NETWORKS = [
    "Bibliotekschefer",
    "Barns delaktighet och inflytande",
    "Digital transformation",
    "Samverkan folkbibliotek och socialtjänst",
    "Språklust",
    "Tillgänglighet",
]


@pytest.fixture(scope="session")
def sample(clients: Clients, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample, beside the schema, built."""
    house = tmp_path_factory.mktemp("house")
    folder = house / "examples" / "client"
    shutil.copytree(SAMPLE, folder, ignore=MADE)
    shutil.copytree(CHECKOUT / "schema", house / "schema", ignore=shutil.ignore_patterns("*.py"))
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    clients.tool(folder, "graphql-codegen", "--config", "codegen.json")
    assert clients.tool(folder, "tsc") == ""
    return folder


@pytest.fixture(scope="session")
def trusting(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that answers visitors the sample's documents, and nothing else."""
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path_factory.mktemp('trusting')}/knutpunkt.db",
        "KNUTPUNKT_DOCUMENTS": "trusted",
        "KNUTPUNKT_PORT": "0",
    }
    run(settings, "migrate")
    end = run(settings, "documents", "load", str(sample / DOCUMENTS), "--manifest", "client")
    assert end.stdout == "client: 2 ids added, 0 known already, 0 removed.\n", end.stderr
    with running(settings, "commands.py", "serve") as process:
        yield told_address(process)


def test_it_shows_all_networks_and_every_meeting_of_a_month(
    sample: Path, trusting: str, clients: Clients
) -> None:
    today = datetime.now(UTC)
    days = month(sample, trusting, today)

    page = clients.printed(clients.node, "build/main.js", trusting, f"{today:%Y-%m}", folder=sample)

    assert [unescape(it) for it in re.findall('<h3 lang="sv">(.+?)</h3>', page)] == NETWORKS
    shown = {
        re.findall('datetime="(.+?)"', it)[0]: [unescape(at) for at in meetings(it)]
        for it in re.findall("<td.+?</td>", page, re.DOTALL)
    }
    assert shown == {
        it["date"]: [slice_["meeting"]["title"] for slice_ in it["slices"]] for it in days
    }
    assert any(shown.values())


def test_a_server_that_does_not_know_its_documents_is_told_of(
    sample: Path, served: str, clients: Clients
) -> None:
    with pytest.raises(AssertionError, match="does not know this build's documents"):
        clients.printed(clients.node, "build/main.js", served, folder=sample)


def test_it_is_built_with_what_is_installed_for_the_tests() -> None:
    wanted = json.loads((SAMPLE / "package.json").read_text("utf-8"))["devDependencies"]
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    its_own = json.loads((SAMPLE / "package-lock.json").read_text("utf-8"))["packages"]

    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert its_own[""]["devDependencies"] == wanted
    assert [it for it in its_own.values() if "resolved" in it] == []


def meetings(cell: str) -> list[str]:
    """Read the titles out of a day, each in Swedish."""
    return re.findall('<li>.*?<span lang="sv">(.+?)</span></li>', cell)


def month(sample: Path, address: str, day: datetime) -> Any:
    """Ask for the month that a day is in, as the sample does."""
    listed = json.loads((sample / DOCUMENTS).read_text("utf-8"))
    [id_] = [it for it, text in listed.items() if "MonthTableQuery" in named(text)]
    values = json.dumps({"year": day.year, "month": day.month})
    asked = {"documentId": id_, "variables": values}
    return httpx.get(f"{address}/graphql", params=asked).json()["data"]["calendarMonth"]["days"]
