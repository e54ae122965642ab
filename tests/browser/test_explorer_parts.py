"""The explorer without a browser: how it is built, and how it changes an operation's text."""

import re
import shutil
from pathlib import Path

import pytest

from console.building import BUILT, FOLDER
from tests.test_commands import copied
from tests.test_commands import run as command
from tests.web import javascript
from tests.web.javascript import Clients
from web.pages.explorer import sent

LICENCE = re.compile(r"see (\S+\.LEGAL\.txt)")


@pytest.fixture(scope="session")
def clients() -> Clients:
    """Node.js, and what it runs."""
    return javascript.installed()


def test_a_view_is_put_into_a_text_and_what_was_found_into_variables(
    clients: Clients, explorer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Stockholm")

    clients.printed(clients.node, "--test", *Path(__file__).parent.glob("*.test.mjs"))


def test_its_types_hold(clients: Clients, explorer: None) -> None:
    assert clients.tool(FOLDER, "tsc", "--project", ".") == ""


def test_every_licence_that_a_bundle_names_is_sent(explorer: None) -> None:
    named = {
        name for it in BUILT.glob("*.js") for name in LICENCE.findall(it.read_text("utf-8")[-200:])
    }

    assert named
    for name in named:
        assert sent(BUILT / name, "").media_type == "text/plain"


def test_the_same_sources_give_the_same_bytes(
    clients: Clients, explorer: None, tmp_path: Path
) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        clients.printed(clients.node, "build.mjs", tmp_path / name, folder=FOLDER)
        made.append({it.name: it.read_bytes() for it in (tmp_path / name).iterdir()})

    assert made[0].keys() == made[1].keys()
    assert made[0] == made[1]
    assert {"explorer", "editor", "json", "graphql"} <= {name.partition("-")[0] for name in made[0]}


def test_what_cannot_be_built_leaves_what_was_there(explorer: None, tmp_path: Path) -> None:
    house = copied(tmp_path)
    sources = house / "explorer"
    shutil.copytree(FOLDER, sources, ignore=shutil.ignore_patterns("node_modules", "built"))
    (sources / "node_modules").symlink_to(FOLDER / "node_modules")
    (sources / "built").mkdir()
    (sources / "built" / "manifest.json").write_text("before", "utf-8")
    (sources / "src" / "explorer.tsx").write_text("import './nowhere.ts';", "utf-8")

    end = command({}, "explorer", house=house)

    assert (end.returncode, end.stdout) == (1, "")
    [line] = end.stderr.splitlines()
    assert line.startswith("The explorer cannot be built: node failed: ")
    assert "nowhere.ts" in line
    assert (sources / "built" / "manifest.json").read_text("utf-8") == "before"
    assert [it.name for it in sources.iterdir() if "built" in it.name] == ["built"]


def test_a_word_that_is_not_there_any_more_stops_the_build(explorer: None, tmp_path: Path) -> None:
    house = copied(tmp_path)
    sources = house / "explorer"
    shutil.copytree(FOLDER, sources, ignore=shutil.ignore_patterns("node_modules", "built"))
    (sources / "node_modules").symlink_to(FOLDER / "node_modules")
    words = (sources / "swedish.json").read_text("utf-8")
    (sources / "swedish.json").write_text(words.replace("New tab", "Newer tab"), "utf-8")

    end = command({}, "explorer", house=house)

    assert end.returncode == 1
    assert "Newer tab" in end.stderr
