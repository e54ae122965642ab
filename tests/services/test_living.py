"""Random acts at random moments, compared with a model of windows in plain Python.

After every act: what visitors and staff see at every moment, past and to come, is what the model
says, read as every question is read; no two windows overlap; no version is lost; each entry that
changed has one event. In the end the log tells visitors exactly what they could see happen.
"""

import itertools
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Event, Meeting, Network
from models.content import Audience, Content
from models.nouns import BY_KIND
from services.compiler.compiling import compile_statement
from services.compiler.pages import Window
from services.compiler.plan import All, Compare, Connection, Leaf, Nodes, Order, Rows
from services.compiler.reading import read
from services.compiler.values import Column, Variable
from services.content.publishing import (
    delete,
    discard_draft,
    publish,
    undelete,
    unpublish,
    unschedule,
)
from services.content.restoring import restore_version
from services.content.saving import update
from services.content.standing import kinds_of, standing
from services.database.storage import Store
from services.errors import Refused
from services.events.following import follow_clock
from services.view import VISITOR, Viewer, view_of
from tests.factories import NOW
from tests.services.acting import editor, met, network, versions
from tests.services.living_model import ALWAYS, Thing, Version, World

EXAMPLES = itertools.count()
HORIZON = 12
STAFF = Viewer(Audience.STAFF)

which = st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)
one = st.integers(0, 2).map(lambda it: [it])
soon, audience = st.integers(0, 4), st.sampled_from([0, 0, 0, 1])
acts = st.one_of(
    st.tuples(st.just("save"), one, audience),
    st.tuples(st.just("publish"), which, soon, st.sampled_from([1, 2, 5, ALWAYS, ALWAYS])),
    st.tuples(st.just("publish"), which, st.just(0), st.just(ALWAYS)),
    st.tuples(st.just("unpublish"), which, soon),
    st.tuples(st.just("unschedule"), which),
    st.tuples(st.just("discard"), which),
    st.tuples(st.just("delete"), which),
    st.tuples(st.just("undelete"), which),
    st.tuples(st.just("restore"), one, st.integers(1, 5)),
    st.tuples(st.just("pass"), st.integers(1, 3)),
)


class Real:
    """The same entries in a database: two networks, and a meeting of the first."""

    def __init__(self, store: Store, start: datetime, entries: list[UUID]):
        self.store, self.start, self.entries = store, start, entries

    def moment(self, hour: int) -> datetime:
        return self.start + timedelta(hours=hour)

    async def act(self, world: World, name: str, which: list[int], *values: int) -> None:
        """Do what the model does."""
        store, actor = self.store, editor(self.moment(world.now))
        ids = [self.entries[it] for it in which]
        model: type[Content] = Meeting if which == [2] else Network
        match name, values:
            case "save", (audience,):
                newest = world.things[which[0]].newest or 1
                text = "summary" if model is Meeting else "lead"
                said = {"audience": audience, text: {"sv": str(world.contents + 1)}}
                await update(store, actor, model, ids[0], newest, said)
            case "restore", (number,):
                await restore_version(store, actor, ids[0], number)
            case "publish", (at, until):
                begin, end = self.moment(at), None if until == ALWAYS else self.moment(until)
                await publish(store, actor, ids, at=begin, until=end)
            case "unpublish", (at,):
                await unpublish(store, actor, ids, at=self.moment(at))
            case _:
                plain = {
                    "unschedule": unschedule,
                    "discard": discard_draft,
                    "delete": delete,
                    "undelete": undelete,
                }
                await plain[name](store, actor, ids)

    async def seen(self, viewer: Viewer, now: int, hour: int) -> dict[UUID, int]:
        """Read which versions can be seen, as any question is read."""
        at = self.moment(hour)
        view = view_of(viewer, at, "sv", present=hour >= now)
        statement = compile_statement([_listing(it) for it in (Network, Meeting)],
                                      self.store.dialect, view.sight)  # fmt: skip
        told = await read(self.store, statement, {"ids": [str(it) for it in self.entries]}, view)
        nodes = [node for it in told for node in json.loads(it or b"")["nodes"]]
        return {UUID(it["entry"]): it["version"] for it in nodes}


def _listing(model: type[Content]) -> Connection:
    entry, version = Column("entry_id", "uuid"), Column("version", "number")
    rows = Rows(
        model, where=All((Compare(entry, "in", Variable(("ids",))),)), order=(Order(entry),)
    )
    fields = Nodes((("entry", Leaf(entry)), ("version", Leaf(version))))
    return Connection(rows, Window(50, False, (), (), "1"), (("nodes", fields),))


async def compare(real: Real, world: World) -> None:
    """Compare what everybody sees at every moment, and what is kept."""
    for viewer in (VISITOR, STAFF):
        for hour in range(HORIZON + world.now):
            expected = {
                entry: number
                for entry, it in zip(real.entries, world.things, strict=True)
                if (number := it.seen(hour, viewer.audience))
            }
            assert await real.seen(viewer, world.now, hour) == expected, (viewer.audience, hour)
    kinds = await kinds_of(real.store, real.entries)
    stands = await standing(real.store, kinds)
    for entry, thing in zip(real.entries, world.things, strict=True):
        windows = stands[kinds[entry]][entry]
        assert [it.version for it in windows] == list(range(1, len(thing.versions) + 1))
        assert [it.version for it in windows if it.newest] == [thing.newest] * bool(thing.newest)
        assert not any(one.overlaps(two) for one, two in itertools.combinations(windows, 2))


async def step(real: Real, world: World, name: str, *values: Any) -> None:
    """Do one act in both worlds, and compare what came of it."""
    if name == "pass":
        world.pass_time(*values)
        return
    which, *times = values
    if name in ("publish", "unpublish"):
        times[0] += world.now
    if name == "publish" and times[1] != ALWAYS:
        times[1] += times[0]
    before = await Event.all().count()
    told: set[str] = set()
    try:
        await real.act(world, name, which, *times)
    except Refused as refused:
        told = {it.code for it in refused.faults}
    clock = await Event.filter(name__in=["BECAME_LIVE", "CEASED_LIVE"], sequence__gt=before).count()
    written = await Event.all().count() - before - clock
    changed, wrong = world.act(name, which, *times)
    assert written == changed
    assert bool(told) == bool(wrong), (told, wrong)
    assert told <= wrong
    await compare(real, world)


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(acts, min_size=4, max_size=14))
async def test_life_goes_as_the_model_says(store: Store, steps: list[tuple[Any, ...]]) -> None:
    start = NOW + timedelta(days=30 * next(EXAMPLES))
    of, other = await network(store, "Ett", start), await network(store, "Två", start)
    real = Real(store, start, [of, other, await met(store, of, moment=start)])
    contents = iter(range(-3, 0))
    world = World([Thing([Version(next(contents), 0)], newest=1) for _ in real.entries])
    begun = await Event.all().count()

    for name, *values in steps:
        await step(real, world, name, *values)
    await follow_clock(store, real.moment(world.now))

    told = [
        (real.entries.index(it.entry_id), str(it.public_change))
        for it in await Event.filter(sequence__gt=begun).order_by("sequence")
        if it.public_sequence
    ]
    for number in range(3):
        theirs = [change for it, change in told if it == number]
        assert theirs == [change for it, change in world.public if it == number]
    for entry, thing in zip(real.entries, world.things, strict=True):
        kind = BY_KIND[(await kinds_of(store, [entry]))[entry]]
        assert len(await versions(kind, entry)) == len(thing.versions)
