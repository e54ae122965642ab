"""Random acts of everybody on a series and its meetings, through GraphQL, compared with the model.

It is changed for one, some or all of them, in what it says and in its rule, and published,
withdrawn and deleted with them; meetings are changed by hand, called off and withdrawn in between.
After every act all see what the model says; each entry that changed has one event; no version is
lost, and no two are public at once.
"""

import itertools
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from models import Event
from services.content.publishing import publish
from services.database.storage import Store
from services.events.following import follow_clock
from tests.asking import Asking
from tests.factories import NOW
from tests.proof.doing import Real
from tests.proof.expecting import LIVING, Act, status
from tests.proof.looking import Look
from tests.proof.roles import EVERYBODY
from tests.proof.rules import Weeks
from tests.proof.series import SERIES, ExpectingOfSeries
from tests.proof.test_all_acts import attempt_it, check_kept, check_log, every_hour, present
from tests.schema.editors import done
from tests.schema.series import SERIES as SERIES_TOLD
from tests.services.acting import editor, network
from tests.services.living_model import ALWAYS, Thing, Version, World

EXAMPLES = itertools.count()
COUNT = 4
MEETINGS = range(SERIES + 1, SERIES + 1 + COUNT)

SEEN = """query($ids: [ID!]!, $drafts: Boolean, $at: DateTime) @view(drafts: $drafts, at: $at) {
  nodes(ids: $ids) {
    ... on Node { id }
    ... on Content { version status }
    ... on Meeting { summary series { id version } }
    ... on MeetingSeries { summary meetings { totalCount nodes { id version summary } } }
  }
}"""

who = st.sampled_from(["EDITOR"] * 8 + ["WRITER"] * 2 + [*EVERYBODY])
one = st.integers(SERIES + 1, SERIES + 2 * COUNT)
ones = one.map(lambda it: [it])
those = st.sampled_from([[SERIES]] * 4 + [[SERIES, 3], [2], [3], [4, 5]])
soon = st.sampled_from([0, 0, 0, 1, 3])
overwrite = st.sampled_from([False, False, False, True])
scopes = st.sampled_from(["ALL", "ALL", "ALL", "THIS", "THIS_AND_FOLLOWING", "THIS_AND_FOLLOWING"])
no_rule: st.SearchStrategy[dict[str, int]] = st.just({})
rules = no_rule | st.fixed_dictionaries(
    {"times": st.integers(1, COUNT + 1)}, optional={"apart": st.integers(1, 2)}
)
steps = st.one_of(
    st.tuples(st.just("change"), st.just([SERIES]), scopes, one, overwrite, rules),
    st.tuples(st.just("save"), ones, st.just(0)),
    st.tuples(st.just("restore"), ones, st.integers(1, 4)),
    st.tuples(
        st.just("call_off"), ones, st.sampled_from(["cancel", "postpone"]), st.sampled_from("xy")
    ),
    st.tuples(st.just("publish"), those, soon, st.sampled_from([2, ALWAYS, ALWAYS])),
    st.tuples(st.just("publish"), st.just([SERIES]), st.just(0), st.just(ALWAYS)),
    st.tuples(st.just("unpublish"), those, soon),
    st.tuples(st.sampled_from(["unschedule", "discard", "delete", "undelete"]), those),
    st.tuples(st.just("pass"), st.just([]), st.integers(1, 3)),
)  # fmt: skip
attempts = st.tuples(who, steps, st.sampled_from([False, False, False, True]))


def act_of(attempt: tuple[str, tuple[Any, ...], bool], world: World) -> Act:
    """Say an attempt in hours of the world; what is done to a series is done to its meetings."""
    by, (name, places, *values), dry_run = attempt
    places = [there(it, world) for it in places]
    if name == "change":
        values[1] = there(values[1], world)
    if name in ("publish", "unpublish"):
        values[0] += world.now
    if name == "publish" and values[1] != ALWAYS:
        values[1] += values[0]
    along = name in LIVING and SERIES in places
    dry_run = dry_run and name in {*LIVING, "call_off", "change"}
    return Act(name, by, tuple(places), tuple(values), dry_run, along)


def there(place: int, world: World) -> int:
    """Give a place that there is, the same for one that there is already."""
    meetings = len(world.things) - SERIES - 1
    return place if place <= SERIES else SERIES + 1 + (place - SERIES - 1) % meetings


async def check_seen(real: Real, expecting: ExpectingOfSeries, looks: list[Look]) -> None:
    """Compare what is seen in these looks."""
    for look in looks:
        now, at = (real.start + timedelta(hours=it) for it in (look.now, look.hour))
        said = {
            "ids": real.ids[1:],
            "drafts": look.drafts,
            "at": at.isoformat() if at != now else None,
        }
        found = await real.ask.data(SEEN, said, viewer=look.by.viewer, now=now)
        assert found["nodes"] == to_be_seen(look, expecting, real.ids), look


def to_be_seen(look: Look, expecting: ExpectingOfSeries, ids: list[str]) -> list[Any]:
    """Tell the same by the model."""
    world = expecting.world
    told = [_about(look, world.things[it], ids[it]) for it in range(len(ids))]
    by_time = sorted(expecting.meetings, key=lambda it: expecting.weeks[it])
    meetings = [told[it] for it in by_time if told[it]]
    of = told[SERIES] and {name: told[SERIES][name] for name in ("id", "version")}
    stands = [
        status(it, look.hour, look.by.audience) if look.by.drafts else None for it in world.things
    ]
    series = told[SERIES] and {
        **told[SERIES],
        "status": stands[SERIES],
        "meetings": {"totalCount": len(meetings), "nodes": meetings},
    }
    nodes = [
        told[it] and {**told[it], "status": stands[it], "series": of}
        for it in range(SERIES + 1, len(ids))
    ]
    return [series, *nodes]


def _about(look: Look, thing: Thing, id_: str) -> Any:
    number = look.expected(thing)
    if number is None:
        return None
    return {"id": id_, "version": number, "summary": str(thing.versions[number - 1].content)}


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failure tells its acts
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(attempts=st.lists(attempts, min_size=14, max_size=26))
@example(
    attempts=[
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
        ("EDITOR", ("pass", [], 1), False),
        ("WRITER", ("save", [3], 0), False),  # by hand
        ("EDITOR", ("call_off", [4], "cancel", "x"), False),
        ("EDITOR", ("unpublish", [5], 0), False),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {}), True),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {}), False),
        ("WRITER", ("publish", [SERIES], 0, ALWAYS), False),
        ("EDITOR", ("publish", [SERIES], 1, ALWAYS), False),  # but what was withdrawn
        ("EDITOR", ("pass", [], 2), False),
        ("EDITOR", ("change", [SERIES], "THIS", 2, False, {}), False),
        ("EDITOR", ("change", [SERIES], "THIS_AND_FOLLOWING", 4, False, {}), False),
        ("EDITOR", ("change", [SERIES], "THIS_AND_FOLLOWING", 2, False, {}), False),
        ("EDITOR", ("publish", [SERIES], 0, 2), False),
        ("EDITOR", ("change", [SERIES], "ALL", 2, True, {}), False),
        ("EDITOR", ("discard", [SERIES]), False),
        ("EDITOR", ("delete", [3]), False),
        ("EDITOR", ("pass", [], 1), False),
        ("EDITOR", ("delete", [SERIES]), False),
        ("EDITOR", ("undelete", [SERIES]), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
    ]
)
@example(
    attempts=[
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
        ("EDITOR", ("pass", [], 1), False),
        ("EDITOR", ("unpublish", [3], 0), False),  # alone
        ("EDITOR", ("unpublish", [SERIES], 0), False),  # the others together
        ("WRITER", ("save", [4], 0), False),
        ("EDITOR", ("pass", [], 1), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), True),  # tells of the one that stays
        ("EDITOR", ("publish", [SERIES], 0, 2), False),
        ("EDITOR", ("pass", [], 3), False),  # their end comes
        ("EDITOR", ("publish", [SERIES], 1, ALWAYS), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),  # sooner after all
        ("EDITOR", ("delete", [SERIES]), False),
        ("EDITOR", ("undelete", [SERIES]), False),
        ("EDITOR", ("pass", [], 1), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
        ("EDITOR", ("publish", [SERIES, 3], 0, ALWAYS), False),  # named, it comes back
        ("EDITOR", ("unpublish", [SERIES], 1), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),  # they are not withdrawn after all
    ]
)
@example(
    attempts=[
        ("EDITOR", ("publish", [2], 0, ALWAYS), False),
        ("EDITOR", ("publish", [3, 4], 0, ALWAYS), False),
        ("EDITOR", ("call_off", [3], "cancel", "x"), False),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {"times": 1}), True),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {"times": 1}), False),
        ("WRITER", ("change", [SERIES], "THIS", 2, False, {"times": 2}), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
        ("EDITOR", ("pass", [], 1), False),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {"times": 5}), True),
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {"times": 5}), False),  # but the third
        ("EDITOR", ("delete", [6]), False),
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
        ("WRITER", ("change", [SERIES], "THIS_AND_FOLLOWING", 4, False, {"apart": 2}), False),
        ("EDITOR", ("discard", [SERIES]), False),  # and the rule is what it was
        ("WRITER", ("change", [SERIES], "ALL", 2, False, {"times": 1}), False),
        ("WRITER", ("change", [SERIES], "ALL", 2, True, {"times": 5}), False),  # all of them
        ("EDITOR", ("publish", [SERIES], 0, ALWAYS), False),
    ]
)
async def test_whatever_anybody_does_to_a_series_comes_out_as_the_model_says(
    store: Store, ask: Asking, attempts: list[tuple[str, tuple[Any, ...], bool]]
) -> None:
    start = NOW + timedelta(days=30 * next(EXAMPLES))
    await follow_clock(store, start)
    real = await begun(store, ask, start)
    of = Thing([Version(-1, 0, since=0)], newest=1)
    world = World([of, *(Thing([Version(0, 0)], newest=1) for _ in real.ids[1:])])
    weeks = {place: week for week, place in enumerate(MEETINGS)}
    rules = {0: Weeks(0, 1, COUNT)}
    expecting = ExpectingOfSeries(world, frozenset(MEETINGS), weeks=weeks, rules=rules)
    before = await Event.all().count(), await Event.filter(public_sequence__isnull=False).count()

    for attempt in attempts:
        act = act_of(attempt, expecting.world)
        if act.name == "pass":
            expecting.world.pass_time(act.values[0])
        else:
            await attempt_it(real, expecting, act)
        await check_seen(real, expecting, present(expecting.world.now, attempt[0]))
    await follow_clock(store, start + timedelta(hours=expecting.world.now))

    await check_seen(real, expecting, every_hour(expecting.world.now))
    await check_log(real, expecting.world, before)
    await check_kept(real, expecting.world)


async def begun(store: Store, ask: Asking, start: datetime) -> Real:
    """Make a public network, and a series of it by ``createMeetingSeries``: drafts."""
    of = await network(store, f"Nätverk {start}", start)
    await publish(store, editor(start), [of])
    first = (start + timedelta(days=200)).date()
    hours = {"localStart": f"{first}T09:00", "localEnd": f"{first}T10:00"}
    rule = {"frequency": "WEEKLY", "count": COUNT}
    said = {"title": {"sv": "Träff"}, "summary": {"sv": "0"}, "networks": [str(of)], "rule": rule}
    told = await done(ask, "createMeetingSeries", said | hours, SERIES_TOLD, now=start)
    meetings = [it["meetingId"] for it in told["meetings"]]
    ids = [str(of), told["meetingSeries"]["id"], *meetings]
    return Real(ask, start, ids, frozenset(MEETINGS), first)
