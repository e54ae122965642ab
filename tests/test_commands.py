"""The way in from a terminal, as people meet it there: real processes, real ports, real files."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from schema import printed
from services.database.migrating import written
from settings import CHECKOUT

LONG_ENOUGH = 60


def test_a_fresh_database_is_migrated_seeded_and_served(fresh: dict[str, str]) -> None:
    with running(fresh, "commands.py", "serve") as process:
        address = told_address(process)

        assert httpx.get(f"{address}/livez").json() == {"status": "ok"}
        assert httpx.get(f"{address}/readyz").json()["status"] == "ready"
        assert "server" not in httpx.get(f"{address}/").headers
        listing = {"query": "{ networks { nodes { slug } } }"}
        answer = httpx.post(f"{address}/graphql", json=listing).json()

    assert len(answer["data"]["networks"]["nodes"]) == 6


def test_links_lead_to_the_port_that_was_free(fresh: dict[str, str]) -> None:
    asked = {"query": "{ meetings { feeds { ics } } }"}
    with running(fresh, "commands.py", "serve") as process:
        answer = httpx.post(f"{told_address(process)}/graphql", json=asked).json()

        feed = httpx.get(answer["data"]["meetings"]["feeds"]["ics"])

    assert (feed.status_code, feed.text[:15]) == (200, "BEGIN:VCALENDAR")


def test_a_served_database_is_served_again(fresh: dict[str, str]) -> None:
    for _ in range(2):
        with running(fresh, "commands.py", "serve") as process:
            assert httpx.get(f"{told_address(process)}/readyz").status_code == 200

        assert process.returncode == -signal.SIGTERM


def test_stopping_by_hand_is_no_failure(fresh: dict[str, str]) -> None:
    with running(fresh, "commands.py", "serve") as process:
        httpx.get(f"{told_address(process)}/livez")
        process.send_signal(signal.SIGINT)

        assert process.wait(LONG_ENOUGH) == 0


def test_a_port_that_is_taken_is_told_before_anything_is_done(
    fresh: dict[str, str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        end = run({**fresh, "KNUTPUNKT_PORT": str(port)}, "serve")

    assert end.returncode == 1
    assert end.stderr == f"Cannot listen on 127.0.0.1 port {port}: address already in use.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["serve", "migrate", "seed"])
def test_a_database_that_cannot_be_reached_is_told_in_a_line(command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    url = f"postgresql://me:secret@127.0.0.1:{port}/knutpunkt"

    end = run({"KNUTPUNKT_DATABASE_URL": url, "KNUTPUNKT_PORT": "0"}, command)

    assert end.returncode == 1
    assert end.stderr.count("\n") == 1
    assert end.stderr.startswith(f"The database postgresql://me@127.0.0.1:{port}/knutpunkt cannot")
    assert end.stdout == ""


def test_a_folder_is_no_database_and_that_is_told_in_a_line(tmp_path: Path) -> None:
    end = run({"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}", "KNUTPUNKT_PORT": "0"}, "serve")

    assert (end.returncode, end.stdout) == (1, "")
    assert end.stderr == (
        f"The database sqlite://{tmp_path} cannot be reached: unable to open database file.\n"
    )


@pytest.mark.parametrize("command", ["serve", "migrate", "seed"])
def test_an_unknown_setting_is_told_in_a_line(command: str) -> None:
    end = run({"KNUTPUNKT_PROT": "9000"}, command)

    assert end.returncode == 2
    assert end.stderr == "KNUTPUNKT_PROT is not a setting: did you mean KNUTPUNKT_PORT?\n"


def test_migrating_and_seeding_twice_changes_nothing(fresh: dict[str, str]) -> None:
    first = [run(fresh, "migrate"), run(fresh, "seed")]
    again = [run(fresh, "migrate"), run(fresh, "seed")]

    assert [end.returncode for end in [*first, *again]] == [0, 0, 0, 0]
    assert "0001_initial" in first[0].stderr
    assert first[1].stdout.endswith(" entries written.\n")
    assert [end.stdout for end in again] == [
        "Nothing to apply.\n",
        "The database has content; nothing was written.\n",
    ]


def test_seeding_wants_a_migrated_database(fresh: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "knutpunkt.db").touch()

    end = run(fresh, "seed")

    assert end.returncode == 1
    assert end.stderr == "The database is not up to date: run python commands.py migrate\n"


def test_the_schema_is_printed() -> None:
    end = run({}, "schema")

    assert (end.returncode, end.stdout) == (0, printed())


def test_a_migration_is_written_of_what_has_changed_in_the_models(tmp_path: Path) -> None:
    house = copied(tmp_path)

    before = run({}, "makemigration", "nothing", house=house)
    with (house / "models" / "edition.py").open("a", encoding="utf-8") as model:
        model.write("\n\nclass Added(Titled):\n    pass\n")
    index = house / "models" / "__init__.py"
    index.write_text(
        index.read_text("utf-8").replace("import Edition\n", "import Added, Edition\n")
    )
    after = run({}, "makemigration", "added", house=house)

    assert (before.returncode, before.stdout) == (0, "The models have not changed.\n")
    assert after.returncode == 0
    written = house / after.stdout.strip()
    assert written.parent == house / "models" / "migrations"
    assert "Added" in written.read_text("utf-8")


def test_uvicorn_serves_a_database_that_waits_for_its_migrations(fresh: dict[str, str]) -> None:
    with running(fresh, "-m", "uvicorn", "server:app", "--port", "0") as process:
        address = said(process, "Uvicorn running on ").split()[0]
        before = httpx.get(f"{address}/readyz")
        run(fresh, "migrate")
        after = httpx.get(f"{address}/readyz")

    assert (before.status_code, after.status_code) == (503, 200)
    waiting = f"{len(written())} to apply: run python commands.py migrate"
    assert before.json()["migrations"] == waiting


def test_uvicorn_is_refused_an_unknown_setting() -> None:
    with running({"KNUTPUNKT_PROT": "1"}, "-m", "uvicorn", "server:app", "--port", "0") as process:
        assert process.wait(LONG_ENOUGH) == 2


@pytest.fixture
def fresh(tmp_path: Path) -> dict[str, str]:
    """Settings of an installation that nobody has started yet."""
    return {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
    }


def copied(folder: Path) -> Path:
    """A house of its own, for a command that writes into it."""
    for floor in ("models", "services", "resolvers", "schema", "web", "console"):
        shutil.copytree(CHECKOUT / floor, folder / floor)
    for way_in in CHECKOUT.glob("*.py"):
        shutil.copy(way_in, folder)
    return folder


def run(
    settings: dict[str, str], *arguments: str, house: Path = CHECKOUT, said: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, house / "commands.py", *arguments],
        cwd=house,
        env=environment(settings),
        check=False,
        capture_output=True,
        input=said,
        text=True,
        timeout=LONG_ENOUGH,
    )


@contextmanager
def running(
    settings: dict[str, str], *arguments: str, house: Path = CHECKOUT
) -> Iterator[subprocess.Popen[str]]:
    """Start a program; at the end it is told to stop, and given the time for it."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=house,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(LONG_ENOUGH)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def told_address(process: subprocess.Popen[str]) -> str:
    return said(process, "GraphQL  ").removesuffix("/graphql")


def said(process: subprocess.Popen[str], beginning: str) -> str:
    """Read on to the line that has ``beginning`` in it, and return what follows."""
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line)
        if beginning in line:
            return line.partition(beginning)[2].strip()
    raise AssertionError("".join(heard))


def environment(settings: dict[str, str]) -> dict[str, str]:
    """This process's environment, without the settings that it has itself."""
    kept = {name: value for name, value in os.environ.items() if "KNUTPUNKT" not in name.upper()}
    return {**kept, **settings}
