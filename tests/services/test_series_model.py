"""Series whatever is done to them: changes of all, of some, by hand, in the course of time.

They are of days, weeks and months, in zones whose clocks are changed at different times.

What comes out is compared with a model in plain Python that knows no rules, versions or windows.
"""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.meeting import Meeting
from models.meeting_series import MeetingSeries
from services.content import saving
from services.content.publishing import delete, publish
from services.database.storage import Store
from services.series.creating import create_series
from services.series.updating import update_series
from services.series.wishes import Scope, Wish
from services.view import Actor
from tests.services.acting import editor, network
from tests.services.series_model import Met, Model, Says
from tests.services.test_zones import dateutils

DAY = timedelta(days=1)
EXAMPLES = itertools.count()

ZONES = (
    "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
    "Africa/Casablanca", "Pacific/Auckland", "America/St_Johns",
)  # fmt: skip
CLOSES = timedelta(hours=50)
"""How long before its start, on the clocks, registration for each closes, whatever is done."""

EVENING = time(22)
"""When time stands still on the clocks: whatever began on a day has begun, an hour more or less."""

BY_HAND = ("text", "hour", "moved", "cancelled", "deleted")

frequencies = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"])
rules = st.tuples(frequencies, st.integers(1, 3), st.integers(1, 6))
changes = st.tuples(
    st.sampled_from([Scope.ALL, Scope.THIS_AND_FOLLOWING]),
    st.integers(0, 7),
    st.booleans(),
    st.none() | st.integers(8, 18),
    st.none() | rules,
    st.booleans(),
)
"""For whom, from which meeting on, whether the text, which hour and rule; written over or not."""

acts = st.one_of(
    st.tuples(st.just("update"), changes),
    st.tuples(st.sampled_from(BY_HAND), st.integers(0, 7)),
    st.tuples(st.just("pass"), st.sampled_from([1, 2, 3, 9, 40])),
    st.tuples(st.just("publish"), st.none()),
)


class Real:
    """The same series in a database."""

    def __init__(self, store: Store, start: datetime, zone: str) -> None:
        self.store, self.now, self.zone = store, start, zone
        self.series = UUID(int=0)
        self.entries: dict[date, UUID] = {}

    @property
    def actor(self) -> Actor:
        """Somebody who acts a little later than the last time."""
        self.now += timedelta(seconds=1)
        return editor(self.now)

    async def begin(self, says: Says) -> None:
        net = await network(self.store, f"Nätverk {self.now}", self.now)
        await publish(self.store, self.actor, [net])
        said = {
            "title": {"sv": "Träff"},
            "networks": [net],
            "summary": {"sv": says.text},
            "registration_closes_at": at(
                datetime.combine(says.first, time(says.hour)) - CLOSES, self.zone
            ),
            "time_zone": self.zone,
            **times(says.first, says.hour),
            **rule(says),
        }
        self.series = (await create_series(self.store, self.actor, said)).entry or self.series

    async def met(self) -> dict[date, Met]:
        """Tell what there is, as the model does; who they are must never change."""
        told = {}
        for row in await Meeting.filter(series_id=self.series).order_by("version"):
            day = datetime.fromisoformat(row.original_start or "").date()
            assert self.entries.setdefault(day, row.entry_id) == row.entry_id
            start = datetime.fromisoformat(row.local_start)
            assert row.starts_at == at(start, self.zone)
            assert row.registration_closes_at == at(start - CLOSES, self.zone)
            told[day] = Met(
                hour=start.hour,
                text=(row.summary or {}).get("sv", ""),
                cancelled=row.state == "CANCELLED",
                deleted=not await Meeting.filter(entry_id=row.entry_id, newest=True).count(),
                moved=(start.date() - day).days,
            )
        return told

    async def version(self, model: Any, entry: UUID) -> int:
        return int((await model.get(entry_id=entry, newest=True)).version)


def at(wall: datetime, zone: str) -> datetime:
    """Ask another reader of the zones' rules for a moment."""
    moment: datetime = wall.replace(tzinfo=dateutils(zone)).astimezone(UTC)
    return moment


def times(day: date, hour: int) -> dict[str, str]:
    start = datetime.combine(day, time(hour))
    return {"local_start": start.isoformat(), "local_end": (start + timedelta(hours=1)).isoformat()}


def rule(says: Says) -> dict[str, Any]:
    return {
        "rule_frequency": says.every,
        "rule_interval": says.apart,
        "rule_count": says.times,
    }


def to_be_seen(model: Model) -> dict[date, Met]:
    """Tell what is to be seen of the meetings of the model."""
    return {day: replace(it, public=False, taken=False) for day, it in model.met.items()}


async def do(real: Real, model: Model, name: str, value: Any, text: str) -> None:
    """Do one thing in both."""
    days = [day for day, it in sorted(model.met.items()) if not it.deleted]
    if name == "pass":
        model.today += value * DAY
        real.now += value * DAY
    elif name == "publish":
        await publish(real.store, real.actor, [real.series], with_meetings=True)
        model.met = {
            day: it if it.deleted else replace(it, public=True) for day, it in model.met.items()
        }
    elif name == "update":
        await update(real, model, value, text)
    elif days:
        await by_hand(real, model, name, days[value % len(days)], text)


async def update(real: Real, model: Model, change: Any, text: str) -> None:
    scope, which, has_text, hour, new_rule, overwrite = change
    before, since, which_one = model.says, date.min, None
    after, said, named = before, dict[str, Any](), set[str]()
    if scope is Scope.THIS_AND_FOLLOWING:
        left = [it for it in before.days if it in model.met and not model.met[it].deleted]
        if not left:
            return
        since = left[which % len(left)]
        which_one = real.entries[since]
        after = replace(before, first=since, times=before.times - before.days.index(since))
    if has_text:
        said["summary"], after = {"sv": text}, replace(after, text=text)
        named.add("text")
    if hour:
        after = replace(after, hour=hour)
        said |= times(after.first, hour)
        named.add("hour")
    if new_rule:
        every, apart, count = new_rule
        after = replace(after, every=every, apart=apart, times=count)
        said |= rule(after)
    wish = Wish(said, scope, which_one, overwrite=overwrite)
    version = await real.version(MeetingSeries, real.series)
    await update_series(real.store, real.actor, real.series, version, wish)
    model.update(after, since, named, overwrite)


async def by_hand(real: Real, model: Model, name: str, day: date, text: str) -> None:
    met, entry = model.met[day], real.entries[day]
    if name == "deleted":
        await delete(real.store, real.actor, [entry])
        model.met[day] = replace(met, deleted=True, public=False, taken=False)
        return
    said: dict[str, Any] = {"state": "CANCELLED"}
    after = met if met.cancelled else replace(met, cancelled=True, taken=False)
    if name == "text":
        said, after = {"summary": {"sv": text}}, replace(met, text=text)
    elif name in ("hour", "moved"):
        after = replace(met, moved=met.moved + 1)
        if name == "hour":
            after = replace(met, hour=8 + (met.hour - 7) % 12)
        said = times(day + after.moved * DAY, after.hour)
    version = await real.version(Meeting, entry)
    await saving.update(real.store, real.actor, Meeting, entry, version, said)
    model.met[day] = after


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failure tells its acts
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    zone=st.sampled_from(ZONES),
    begins=rules,
    todo=st.lists(acts, min_size=4, max_size=14),
)
async def test_whatever_is_done_to_a_series_comes_out_as_the_model_says(
    store: Store, zone: str, begins: tuple[str, int, int], todo: list[tuple[str, Any]]
) -> None:
    today = date(2026, 10, 1) + 120 * next(EXAMPLES) * DAY
    real = Real(store, at(datetime.combine(today, EVENING), zone), zone)
    says = Says(today + DAY, *begins, text="0")
    model = Model(says, today)
    await real.begin(says)

    for number, (name, value) in enumerate(todo, 1):
        assert await real.met() == to_be_seen(model)
        await do(real, model, name, value, str(number))

    assert await real.met() == to_be_seen(model)
