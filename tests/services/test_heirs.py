"""Versions that take the places of others at once: windows as values."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from models.fields import OPEN
from services.content.heirs import stands, taken_over, with_heirs
from services.content.windows import Window, Windows
from tests.factories import NOW

ENTRY = UUID("0190a000-0000-7000-8000-000000000001")
HOUR = timedelta(hours=1)


def window(
    version: int, since: int | None, until: int | None = None, *, newest: bool = False
) -> Window:
    """Make a version that is public in ``[since, until)``, in hours from now."""
    end = OPEN if until is None else NOW + until * HOUR
    begin = None if since is None else NOW + since * HOUR
    return Window(
        10 * version, ENTRY, version, ("a",), begin, end, end, newest, begin is not None, 0
    )


def amended(
    *windows: Window, ids: set[int] | None = None
) -> list[tuple[int, object, object, bool]]:
    """Tell numbers, hours and which is the newest, after an amendment of all that stands."""
    wanted = {it.id for it in windows if stands(it, NOW)} if ids is None else ids
    after = taken_over(with_heirs(windows, wanted), NOW)
    return [(it.version, hours(it.since), hours(it.until), it.newest) for it in after]


def hours(moment: datetime | None) -> float | None:
    """Tell a moment in hours from now; no end is none."""
    return None if moment is None or moment == OPEN else (moment - NOW) / HOUR


def test_what_is_public_goes_over_to_its_heir_now() -> None:
    assert amended(window(1, -5, newest=True)) == [(1, -5, 0, False), (2, 0, None, True)]


def test_a_draft_stays_a_draft_and_is_followed_last() -> None:
    assert amended(window(1, -5), window(2, None, newest=True)) == [
        (1, -5, 0, False),
        (2, None, None, False),
        (3, 0, None, False),
        (4, None, None, True),
    ]


def test_what_is_to_come_comes_with_the_change_in_it() -> None:
    assert amended(window(1, -5, 3), window(2, 3, 7, newest=True)) == [
        (1, -5, 0, False),
        (2, None, None, False),
        (3, 0, 3, False),
        (4, 3, 7, True),
    ]


def test_what_is_over_is_left_alone() -> None:
    assert amended(window(1, -5, -4), window(2, -3, -2, newest=True)) == [
        (1, -5, -4, False),
        (2, -3, -2, False),
        (3, None, None, True),
    ]


def test_what_became_public_this_moment_has_not_been_so() -> None:
    assert amended(window(1, 0, newest=True)) == [(1, None, None, False), (2, 0, None, True)]


def test_only_what_changes_is_followed() -> None:
    told = amended(window(1, -5), window(2, None, newest=True), ids={10})

    assert told == [(1, -5, 0, False), (2, None, None, True), (3, 0, None, False)]


@pytest.mark.parametrize("windows", [(), (window(1, None), window(2, -1, newest=True))])
def test_nothing_is_amended_where_nothing_is_asked(windows: Windows) -> None:
    assert taken_over(with_heirs(windows, ()), NOW) == windows
