"""Content is moved from a terminal, as people do it: real processes, files and pipes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from services.database.migrating import migrate
from services.database.storage import opened
from services.transfer.seeding import seed
from settings import CHECKOUT
from tests.test_commands import LONG_ENOUGH, environment, run, running, told_address

QUESTION = """
{
  networks { nodes { id slug title body { html } contacts { name } meetings { totalCount } } }
  meetings { nodes { title startsAt networks { slug } } }
}
"""


@pytest.fixture(scope="session")
async def seeded(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the first content, to be copied."""
    place = tmp_path_factory.mktemp("seeded") / "knutpunkt.db"
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), place)
    async with opened(f"sqlite://{place}") as store:
        await seed(store, lambda _: None)
    return place


@pytest.fixture
def here(seeded: Path, tmp_path: Path) -> dict[str, str]:
    """Settings of an installation with the first content, in a SQLite database."""
    shutil.copy(seeded, tmp_path / "here.db")
    return {"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/here.db", "KNUTPUNKT_PORT": "0"}


@pytest.fixture
async def elsewhere(postgresql_blank: str) -> dict[str, str]:
    """Settings of an installation without content, in a PostgreSQL database."""
    await migrate(postgresql_blank, lambda _: None)
    return {"KNUTPUNKT_DATABASE_URL": postgresql_blank, "KNUTPUNKT_PORT": "0"}


def test_content_moves_from_sqlite_to_postgresql_and_back(
    here: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    back = {**here, "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/back.db"}

    out = run(here, "export", str(first))
    dry = run(elsewhere, "import", str(first), "--dry-run")
    done = run(elsewhere, "import", str(first))
    again = run(elsewhere, "import", str(first))
    run(elsewhere, "export", str(second))
    run(back, "migrate")
    home = run(back, "import", str(second))

    assert (out.returncode, out.stdout) == (0, "")
    assert out.stderr.endswith("164 rows exported.\n")
    assert dry.stdout == (
        "164 rows would be new, 0 would be moved, 0 there already. Nothing was written.\n"
    )
    assert done.stdout == home.stdout == "164 rows new, 0 moved, 0 there already.\n"
    assert again.stdout == "The database has all of the file; nothing was written.\n"
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600
    assert answers(here) == answers(elsewhere) == answers(back)
    assert sorted(it.name for it in tmp_path.glob("*.ndjson*")) == ["first.ndjson", "second.ndjson"]


def answers(settings: dict[str, str]) -> str:
    """Serve, and ask."""
    with running(settings, "commands.py", "serve") as process:
        address = told_address(process)
        answer = httpx.post(f"{address}/graphql", json={"query": QUESTION})
        assert len(answer.json()["data"]["networks"]["nodes"]) == 6
        return answer.text


def test_content_moves_through_a_pipe(here: dict[str, str], elsewhere: dict[str, str]) -> None:
    exporting = subprocess.Popen(
        [sys.executable, "commands.py", "export", "-"],
        cwd=CHECKOUT,
        env=environment(here),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with exporting:
        importing = subprocess.run(
            [sys.executable, "commands.py", "import", "-"],
            cwd=CHECKOUT,
            env=environment(elsewhere),
            stdin=exporting.stdout,
            capture_output=True,
            check=False,
            timeout=LONG_ENOUGH,
        )

    assert (exporting.returncode, importing.returncode) == (0, 0)
    assert importing.stdout == b"164 rows new, 0 moved, 0 there already.\n"


def test_what_does_not_fit_is_told_a_line_each(here: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "export.ndjson"
    run(here, "export", str(file))
    lines = file.read_bytes().replace(b'"ONLINE"', b'"ONAIR"').splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))

    end = run(here, "import", str(file))

    assert (end.returncode, end.stdout) == (1, "")
    assert "meeting.attendance: Input should be 'ONSITE', 'ONLINE' or 'MIXED'." in end.stderr
    assert end.stderr.endswith(
        f"Line {len(lines) - 1}: the file was cut off after it: there is no end.\n"
    )
    assert "Traceback" not in end.stderr


def test_a_database_with_other_content_is_left_alone(
    here: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "export.ndjson"
    run(elsewhere, "seed")
    run(elsewhere, "export", str(file))

    end = run(here, "import", str(file))

    assert end.returncode == 1
    assert "Nothing was written. Import into a database without content" in end.stderr


@pytest.mark.parametrize(
    ("command", "place", "why"),
    [
        ("export", "missing/export.ndjson", "No such file or directory"),
        ("import", "missing.ndjson", "No such file or directory"),
        ("import", ".", "Is a directory"),
        ("export", ".", "Is a directory"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_line(
    here: dict[str, str], tmp_path: Path, command: str, place: str, why: str
) -> None:
    end = run(here, command, str(tmp_path / place))

    assert (end.returncode, end.stdout) == (1, "")
    assert end.stderr.splitlines()[-1] == f"{tmp_path / place}: {why}"


def test_an_export_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "export.ndjson"
    file.write_text("Kept")
    settings = {"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/none.db"}

    end = run(settings, "export", str(file))

    assert end.returncode == 1
    assert end.stderr == (
        f"There is no database sqlite://{tmp_path}/none.db: it is made by `migrate`.\n"
    )
    assert file.read_text() == "Kept"
    assert [it.name for it in tmp_path.iterdir()] == ["export.ndjson"]


def test_what_is_no_file_is_written_to_as_it_is(here: dict[str, str], tmp_path: Path) -> None:
    pipe, copy = tmp_path / "pipe", tmp_path / "copy"
    os.mkfifo(pipe)
    with copy.open("wb") as out, subprocess.Popen(["cat", pipe], stdout=out) as reader:
        end = run(here, "export", str(pipe))
        reader.wait(LONG_ENOUGH)
    run(here, "export", str(tmp_path / "file"))

    assert end.returncode == 0
    assert pipe.is_fifo()
    assert copy.read_bytes() == (tmp_path / "file").read_bytes()
