"""Zone rules change and ``rezone`` is run: real processes, and rules that are really others."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from models import Event, Meeting
from services.clocks.zones import rules
from services.database.storage import opened
from tests import factories
from tests.test_commands import run

Rules = Callable[[str], dict[str, str]]


@pytest.fixture
def ruled(tmp_path: Path) -> Rules:
    """Give the settings of a process for which Sweden has the rules of another zone by now."""

    def made(zone: str) -> dict[str, str]:
        package = tmp_path / "newer" / "tzdata"
        with resources.as_file(resources.files("tzdata")) as ours:
            shutil.copytree(ours, package, dirs_exist_ok=True)
        shutil.copy(package / "zoneinfo" / zone, package / "zoneinfo" / "Europe" / "Stockholm")
        return {"PYTHONPATH": str(package.parent)}

    return made


@pytest.fixture
async def here(database: str) -> dict[str, str]:
    """Settings of an installation that has meetings in autumn, one of them at night."""
    async with opened(database) as store, store.writing():
        of = await factories.network()
        await factories.meeting("Vinterträff", networks=[of], **times("2026-11-05", 9, 11))
        await factories.meeting("Sommarträff", networks=[of])
    return {"KNUTPUNKT_DATABASE_URL": database}


def times(day: str, start: float, end: float) -> dict[str, Any]:
    """Say when a meeting is, from one hour to another."""
    first, last = (datetime.fromisoformat(day) + timedelta(hours=it) for it in (start, end))
    return {"local_start": first.isoformat(), "local_end": last.isoformat()}


async def starts(settings: dict[str, str]) -> dict[str, list[datetime]]:
    """Tell when meetings start, version by version."""
    async with opened(settings["KNUTPUNKT_DATABASE_URL"]):
        rows = await Meeting.all().order_by("version")
        return {
            slug: [it.starts_at for it in rows if it.slug == slug]
            for slug in ("vintertraff", "sommartraff")
        }


async def test_what_newer_rules_move_is_told_and_then_moved_once(
    here: dict[str, str], ruled: Rules
) -> None:
    before = await starts(here)
    always_summer = here | ruled("Africa/Johannesburg")

    as_it_is = run(here, "rezone")
    dry = run(always_summer, "rezone", "--dry-run")
    nothing = await starts(here)
    done = run(always_summer, "rezone")
    again = run(always_summer, "rezone")

    assert as_it_is.stdout == f"Every meeting is when {rules()} says; nothing was written.\n"
    assert nothing == before
    table = [
        "Title        Address      Local time                               Time zone"
        "         Was, in UTC                          Is, in UTC",
        "Vinterträff  vintertraff  2026-11-05T09:00:00/2026-11-05T11:00:00  Europe/Stockholm"
        "  2026-11-05T08:00Z/2026-11-05T10:00Z  2026-11-05T07:00Z/2026-11-05T09:00Z",
    ]
    assert dry.stdout.splitlines() == [*table, f"Meetings that would move, by {rules()}: 1."]
    assert done.stdout.splitlines() == [*table, f"Meetings moved, by {rules()}: 1."]
    assert again.stdout == as_it_is.stdout
    assert [it.returncode for it in (as_it_is, dry, done, again)] == [0, 0, 0, 0]
    assert await starts(here) == before | {
        "vintertraff": [
            datetime(2026, 11, 5, 8, tzinfo=UTC),
            datetime(2026, 11, 5, 7, tzinfo=UTC),
        ]
    }


async def test_an_import_tells_which_meetings_are_at_other_moments_where_it_comes_to(
    here: dict[str, str], ruled: Rules, tmp_path: Path
) -> None:
    there = {"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path / 'there.db'}"}
    file, newer = str(tmp_path / "content.ndjson"), there | ruled("Africa/Johannesburg")
    run(here, "export", file)
    run(there, "migrate")

    told = run(newer, "import", file)
    as_they_were = await starts(there)
    run(newer, "rezone")

    assert as_they_were == await starts(here)
    assert told.stderr.splitlines()[-4:] == [
        "Title        Address      Local time                               Time zone"
        "         Was, in UTC                          Is, in UTC",
        "Vinterträff  vintertraff  2026-11-05T09:00:00/2026-11-05T11:00:00  Europe/Stockholm"
        "  2026-11-05T08:00Z/2026-11-05T10:00Z  2026-11-05T07:00Z/2026-11-05T09:00Z",
        f"Meetings that come as they were, and are at other moments by {rules()}: 1.",
        "`rezone` moves them, and whoever follows is told.",
    ]
    async with opened(there["KNUTPUNKT_DATABASE_URL"]):
        assert await Event.filter(name="REZONED").count() == 1


async def test_a_time_that_newer_rules_leave_out_is_told_and_the_rest_goes_on(
    here: dict[str, str], ruled: Rules
) -> None:
    """In Cairo clocks are put forward at midnight between the 23rd and 24th of April 2026."""
    url = here["KNUTPUNKT_DATABASE_URL"]
    async with opened(url) as store, store.writing():
        await factories.meeting("Natt på biblioteket", **times("2026-04-24", 0.5, 2))

    done = run(here | ruled("Africa/Cairo"), "rezone")

    assert done.stderr == (
        "Natt på biblioteket (natt-pa-biblioteket): 2026-04-24T00:30:00 in Europe/Stockholm does "
        "not exist there any more, and counts as when the clocks are put forward.\n"
    )
    assert done.stdout.splitlines()[-1] == f"Meetings moved, by {rules()}: 3."
    async with opened(url):
        moved = await Meeting.get(slug="natt-pa-biblioteket", newest=True)
        assert moved.starts_at == datetime(2026, 4, 23, 22, tzinfo=UTC)
        assert await Event.filter(name="REZONED").count() == 3
