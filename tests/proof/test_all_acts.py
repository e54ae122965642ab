"""Random acts of everybody at random moments, through GraphQL, compared with the model.

After every act: who may do it does, and who may not is told so; all that is wrong is told, and
nothing else; what everybody sees, by every way, is what the model says; each entry that changed
has one event. In the end every hour is looked at, and the log has each change once and in order.
"""

import itertools
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from models import Event, Meeting
from models.nouns import BY_KIND
from resolvers.places import letter
from services.database.storage import Store
from services.events.following import follow_clock
from tests.asking import Asking
from tests.factories import NOW
from tests.proof.doing import Real, Told
from tests.proof.expecting import BLOCKS, LIVING, Act, Expected, Expecting
from tests.proof.looking import Look, seen, to_be_seen
from tests.proof.roles import EVERYBODY
from tests.services.acting import met, network
from tests.services.living_model import ALWAYS, CalledOff, Thing, Version, World

EXAMPLES = itertools.count()
HORIZON = 10
FORESEEN = {*LIVING, "call_off"}
"""The acts whose outlook is told, or can be had alone."""

CLOCK = ("BECAME_LIVE", "CEASED_LIVE")
LOG = """query($after: String) {
  changes(after: $after, first: 100) {
    nodes { contentId effect event } pageInfo { hasNextPage endCursor }
  }
}"""

who = st.sampled_from(["EDITOR"] * 7 + ["WRITER"] * 2 + [*EVERYBODY])
which = st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True)
one = st.integers(0, 3).map(lambda it: [it])
soon, audience = st.integers(0, 4), st.sampled_from([0, 0, 0, 1])
steps = st.one_of(
    st.tuples(st.just("save"), one, audience),
    st.tuples(st.just("stale"), one, audience, st.sampled_from([-1, 1, 7])),
    st.tuples(st.just("idle"), one),
    st.tuples(st.just("restore"), one, st.integers(1, 5)),
    st.tuples(
        st.just("create"), st.just([]), st.sampled_from(["", "a", "b"]), audience,
        st.sampled_from("xy"),
    ),
    st.tuples(st.just("publish"), which, soon, st.sampled_from([1, 2, 5, ALWAYS, ALWAYS])),
    st.tuples(st.just("publish"), which, st.just(0), st.just(ALWAYS)),
    st.tuples(st.just("publish"), st.just([0, 1, 2]), soon, st.sampled_from([2, 5, ALWAYS])),
    st.tuples(st.just("unpublish"), which, soon),
    st.tuples(st.just("unschedule"), which),
    st.tuples(st.just("discard"), which),
    st.tuples(st.just("delete"), which),
    st.tuples(st.just("undelete"), which),
    st.tuples(
        st.just("call_off"), st.sampled_from([[2]] * 6 + [[0]]),
        st.sampled_from(["cancel", "postpone"]), st.sampled_from("xy"),
    ),
    st.tuples(st.just("pass"), st.just([]), st.integers(1, 3)),
)  # fmt: skip
attempts = st.tuples(who, steps, st.sampled_from([False, False, False, True]))


def act_of(attempt: tuple[str, tuple[Any, ...], bool], world: World) -> Act:
    """Say an attempt in hours of the world, about entries that it has."""
    by, (name, places, *values), dry_run = attempt
    among = tuple(dict.fromkeys(it % len(world.things) for it in places))
    if name in ("publish", "unpublish"):
        values[0] += world.now
    if name == "publish" and values[1] != ALWAYS:
        values[1] += values[0]
    return Act(name, by, among, tuple(values), dry_run and name in FORESEEN)


def check_told(told: Told, expected: Expected, act: Act, real: Real, world: World) -> None:
    """Compare a payload with what the model says."""
    blocks = expected.errors & BLOCKS
    if blocks:  # by which of the two is the same to the model
        errors = told.blocking if act.dry_run else told.errors
        assert errors
        assert errors <= BLOCKS
        assert (told.errors == frozenset()) == act.dry_run
        return
    assert told.errors == expected.errors
    assert told.blocking == frozenset()
    assert told.effects == expected.effects
    assert told.left == expected.left
    if act.name in FORESEEN:
        assert told.steps == list(expected.steps)
    elif act.name == "create" and not expected.errors:
        if expected.again is None:
            real.ids.append(str(told.id))
        else:
            deleted = world.things[expected.again].newest is None
            assert told.id == (None if deleted else real.ids[expected.again])
    elif expected.errors in (frozenset(), {"CONFLICT"}):
        assert told.version == world.things[act.which[0]].newest


async def check_seen(real: Real, world: World, looks: list[Look]) -> None:
    """Compare what is seen in these looks."""
    for look in looks:
        found = await seen(real.ask, look, real.start, real.ids)
        assert found == to_be_seen(look, world, real.ids), look


def present(now: int, by: str) -> list[Look]:
    """Look at the present: as those who see most and least, and as who has just acted."""
    editor, after = EVERYBODY["EDITOR"], [1, 4, -3, 2][now % 4]
    public = {"VISITOR", "STAFF", by}
    drafting = {"PREVIEW", "EDITOR", by if EVERYBODY[by].drafts else "EDITOR"}
    return [
        *[Look(EVERYBODY[it], now, now, False) for it in sorted(public)],
        *[Look(EVERYBODY[it], now, now, True) for it in sorted(drafting)],
        Look(editor, now, max(0, now + after), False),
    ]


def every_hour(now: int) -> list[Look]:
    """Look at every hour: editors from the present, others as hours come, previews ahead alone."""
    looking = [EVERYBODY[it] for it in ("VISITOR", "PREVIEW", "STAFF", "EDITOR")]
    return [
        Look(by, now if by.drafts else hour, hour, False)
        for by in looking
        for hour in range(0 if by.follows_all else now, now + HORIZON)
    ]


async def attempt_it(real: Real, expecting: Expecting, act: Act) -> None:
    """Try an act in both worlds, and compare what came of it."""
    by, world = EVERYBODY[act.who], expecting.world
    before = await Event.all().count()
    told = await real.act(act, by, world)
    expected = expecting.act(act, by)
    check_told(told, expected, act, real, expecting.world)
    events = await Event.filter(sequence__gt=before).order_by("sequence")
    written = [it for it in events if it.name not in CLOCK]
    assert {(real.ids.index(str(it.entry_id)), str(it.name)) for it in written} == {
        *expected.events.items()
    }
    assert len(written) == len(expected.events)
    assert {it.actor for it in written} <= {by.viewer.account}


async def check_log(real: Real, world: World, begun: tuple[int, int]) -> None:
    """Compare the log, as everybody may follow it, with what happened."""
    events = await Event.all().order_by("sequence")
    assert [it.sequence for it in events] == list(range(1, len(events) + 1))
    assert [it.moment for it in events] == sorted(it.moment for it in events)
    ours = [it for it in events if it.sequence > begun[0]]
    whole = [(str(it.entry_id), it.public_change, it.name) for it in ours]
    public = [(id_, change, None) for id_, change, _ in whole if change]
    for by in EVERYBODY.values():
        told = await heard(real, by.viewer, by.follows_all, begun[0 if by.follows_all else 1])
        assert told == (whole if by.follows_all else public)
    for place, id_ in enumerate(real.ids):
        told_of = [change for it, change, _ in public if it == id_]
        assert told_of == [change for it, change in world.public if it == place]


async def heard(real: Real, viewer: Any, whole: bool, after: int) -> list[Any]:
    """Read the log through GraphQL from a place on."""
    cursor = f"{letter(whole)}{after}"
    told: list[Any] = []
    while True:
        found = await real.ask.data(LOG, {"after": cursor}, viewer=viewer)
        told += [(it["contentId"], it["effect"], it["event"]) for it in found["changes"]["nodes"]]
        if not found["changes"]["pageInfo"]["hasNextPage"]:
            return told
        cursor = found["changes"]["pageInfo"]["endCursor"]


def said_off(row: Any) -> CalledOff:
    """Tell in the model's words whether a version of a meeting says that it is off."""
    how = {"CANCELLED": "cancel", "POSTPONED": "postpone"}.get(str(row.state), "")
    return how, (row.reason or {}).get("sv", ""), row.previous_starts_at is not None


async def check_kept(real: Real, world: World) -> None:
    """Check that no version is lost, that none overlap, and that at most one is the newest."""
    for model in BY_KIND.values():
        for id_, thing in zip(real.ids, world.things, strict=True):
            rows = await model.filter(entry_id=id_).order_by("version")
            if not rows:
                continue
            assert [it.version for it in rows] == list(range(1, len(thing.versions) + 1))
            assert [it.version for it in rows if it.newest] == [thing.newest] * bool(thing.newest)
            if model is Meeting:
                assert [said_off(it) for it in rows] == [it.called_off for it in thing.versions]
            windows = sorted((it.live_from, it.live_until) for it in rows if it.live_from)
            assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(windows))


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # a failure tells its acts; to find fewer of them takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(attempts=st.lists(attempts, min_size=14, max_size=26))
@example(
    attempts=[
        ("EDITOR", ("publish", [0, 2], 0, ALWAYS), False),
        ("WRITER", ("save", [2], 0), False),
        ("WRITER", ("call_off", [2], "cancel", "x"), False),
        ("EDITOR", ("pass", [], 1), False),
        ("EDITOR", ("call_off", [2], "postpone", "x"), True),
        ("EDITOR", ("call_off", [2], "cancel", "x"), False),  # the draft stays one
        ("EDITOR", ("call_off", [2], "cancel", "x"), False),
        ("EDITOR", ("publish", [2], 2, 3), False),
        ("WRITER", ("save", [2], 1), False),
        ("ADMIN", ("call_off", [2], "postpone", "y"), False),  # three versions stand
        ("EDITOR", ("pass", [], 3), False),
        ("EDITOR", ("restore", [2], 1), False),
        ("EDITOR", ("unpublish", [2], 0), False),
        ("WRITER", ("call_off", [2], "cancel", "y"), False),
        ("EDITOR", ("delete", [2]), False),
        ("EDITOR", ("call_off", [2], "cancel", "x"), False),
    ]
)
@example(
    attempts=[
        ("EDITOR", ("publish", [0], 2, ALWAYS), False),
        ("WRITER", ("save", [0], 0), False),
        ("EDITOR", ("publish", [0], 2, 3), False),  # begins when the one before would have
        ("WRITER", ("discard", [0]), False),
        ("EDITOR", ("pass", [], 3), False),
        ("ADMIN", ("unpublish", [0], 1), True),
        ("ADMIN", ("unpublish", [0], 1), False),
        ("WRITER", ("save", [0], 1), False),
        ("EDITOR", ("publish", [0], 0, ALWAYS), False),
        ("EDITOR", ("pass", [], 3), False),
        ("EDITOR", ("delete", [0]), False),
        ("EDITOR", ("undelete", [0]), False),
        ("EDITOR", ("publish", [0], 1, ALWAYS), False),
    ]
)
async def test_whatever_anybody_does_comes_out_as_the_model_says(
    store: Store, ask: Asking, attempts: list[tuple[str, tuple[Any, ...], bool]]
) -> None:
    start = NOW + timedelta(days=30 * next(EXAMPLES))
    await follow_clock(store, start)
    of, other = await network(store, "Ett", start), await network(store, "Två", start)
    entries = [of, other, await met(store, of, moment=start)]
    real = Real(ask, start, [str(it) for it in entries])
    contents = iter(range(-3, 0))
    world = World([Thing([Version(next(contents), 0)], newest=1) for _ in real.ids])
    expecting = Expecting(world)
    begun = await Event.all().count(), await Event.filter(public_sequence__isnull=False).count()

    for attempt in attempts:
        act = act_of(attempt, expecting.world)
        if act.name == "pass":
            expecting.world.pass_time(act.values[0])
        else:
            await attempt_it(real, expecting, act)
        await check_seen(real, expecting.world, present(expecting.world.now, attempt[0]))
    await follow_clock(store, start + timedelta(hours=expecting.world.now))

    await check_seen(real, expecting.world, every_hour(expecting.world.now))
    await check_log(real, expecting.world, begun)
    await check_kept(real, expecting.world)
