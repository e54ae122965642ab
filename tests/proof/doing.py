"""Doing what the model does, through GraphQL, as anybody; and what the payload told of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.asking import Asking
from tests.proof.expecting import LIVING, MEETING, Act
from tests.proof.roles import Somebody
from tests.services.living_model import ALWAYS, World

NAMES = {
    "publish": "publish",
    "unpublish": "unpublish",
    "unschedule": "unschedule",
    "discard": "discardDraft",
    "delete": "deleteContent",
    "undelete": "undelete",
}
RULE = {"apart": "interval", "times": "count"}
"""What the parts of the model's rules are called."""

ERRORS = "errors { code ... on ConflictError { currentVersion } }"
LIFE = "outlook { steps { moment contentId effect version } problems { contentId code blocks } }"


@dataclass(frozen=True, slots=True)
class Told:
    """What a payload told: codes, the version that stands, steps, and what would block."""

    errors: frozenset[str]
    version: int | None = None
    id: str | None = None
    steps: list[tuple[int, int, str, int | None]] = field(default_factory=list)
    blocking: frozenset[str] = frozenset()
    left: frozenset[int] = frozenset()
    effects: dict[int, str] = field(default_factory=dict)


@dataclass
class Real:
    """The entries in a database, by their places in the model; hours are counted from a start."""

    ask: Asking
    start: datetime
    ids: list[str]
    meetings: frozenset[int] = frozenset({MEETING})
    first: date = date.min
    """The day on which the first of a series' meetings is."""

    def moment(self, hour: int) -> str:
        """Write an hour as GraphQL takes it."""
        return (self.start + timedelta(hours=hour)).isoformat()

    def week(self, start: str) -> int:
        """Tell in which week of its series a meeting is, by its original start."""
        return (date.fromisoformat(start[:10]) - self.first).days // 7

    async def act(self, act: Act, by: Somebody, world: World) -> Told:
        """Do it, or try to."""
        if act.name in LIVING:
            return await self._live(act, by, world.now)
        if act.name == "call_off":
            return await self._call_off(act, by, world)
        if act.name == "change":
            return await self._change(act, by, world)
        name, input_ = self._saving(act, world)
        asked = "content" if name == "restoreVersion" else name[6:].lower()
        told = f"told: {asked} {{ ... on Content {{ id version }} }} {ERRORS}"
        payload = await self._done(name, input_, told, by, world.now)
        of = payload["told"] or {"version": None, "id": None}
        standing = [it["currentVersion"] for it in payload["errors"] if "currentVersion" in it]
        return Told(_codes(payload), standing[0] if standing else of["version"], of["id"])

    def _saving(self, act: Act, world: World) -> tuple[str, dict[str, Any]]:
        if act.name == "create":
            key, audience, text = act.values
            said = {"title": {"sv": "Ny"}, "lead": {"sv": text}, "audience": _audience(audience)}
            return "createNetwork", said | ({"idempotencyKey": key} if key else {})
        [place] = act.which
        thing = world.things[place]
        newest = thing.newest or 1
        saved = {"id": self.ids[place], "expectedVersion": newest}
        if act.name == "restore":
            return "restoreVersion", {**saved, "version": act.values[0]}
        name, text = ("Meeting", "summary") if place in self.meetings else ("Network", "lead")
        if act.name == "idle":
            saved |= {"audience": _audience(thing.versions[newest - 1].audience)}
        else:
            said = {"sv": str(world.contents + 1)}
            saved |= {"audience": _audience(act.values[0]), text: said}
        if act.name == "stale":
            saved["expectedVersion"] = newest + act.values[1]
        return f"update{name}", saved

    async def _live(self, act: Act, by: Somebody, now: int) -> Told:
        input_: dict[str, Any] = {"ids": [self.ids[it] for it in act.which]}
        if act.values:
            input_["at"] = self.moment(act.values[0])
        if act.values[1:] and act.values[1] != ALWAYS:
            input_["until"] = self.moment(act.values[1])
        input_ |= {"dryRun": True} if act.dry_run else {}
        input_ |= {"withMeetings": True} if act.with_meetings else {}
        return self._told(await self._done(NAMES[act.name], input_, f"{ERRORS} {LIFE}", by, now))

    async def _call_off(self, act: Act, by: Somebody, world: World) -> Told:
        [place], (how, why) = act.which, act.values
        newest = world.things[place].newest or 1
        input_ = {"id": self.ids[place], "expectedVersion": newest, "reason": {"sv": why}}
        input_ |= {"dryRun": True} if act.dry_run else {}
        told = f"{ERRORS} {LIFE}"
        return self._told(await self._done(f"{how}Meeting", input_, told, by, world.now))

    async def _change(self, act: Act, by: Somebody, world: World) -> Told:
        """Change a series, for one of its meetings, for that and those that follow, or for all."""
        [series], (scope, place, overwrite, rule) = act.which, act.values
        input_ = {
            "id": self.ids[series],
            "expectedVersion": world.things[series].newest or 1,
            "scope": scope,
            "summary": {"sv": str(world.contents + 1)},
            "overwrite": overwrite,
            "dryRun": act.dry_run,
        }
        if rule:
            input_["rule"] = {RULE[name]: number for name, number in rule.items()}
        if scope != "ALL":
            input_["occurrence"] = {"id": self.ids[place]}
        if scope == "THIS":
            input_["occurrenceVersion"] = world.things[place].newest or 1
        asked = "meetings { effect meetingId originalStart }"
        told = f"meetingSeries {{ version }} {asked} {ERRORS}"
        payload = await self._done("updateMeetingSeries", input_, told, by, world.now)
        meetings = payload["meetings"] or []
        effects = {self.week(it["originalStart"]): it["effect"] for it in meetings}
        self.ids += [it["meetingId"] for it in meetings if it["meetingId"] not in (None, *self.ids)]
        self.meetings = frozenset(range(MEETING, len(self.ids)))
        version = (payload["meetingSeries"] or {}).get("version")
        return Told(_codes(payload), version, effects=effects)

    def _told(self, payload: Any) -> Told:
        outlook = payload["outlook"] or {"steps": [], "problems": []}
        steps = [self._step(it) for it in outlook["steps"]]
        problems = outlook["problems"]
        return Told(
            _codes(payload),
            steps=sorted(steps, key=lambda it: it[:2]),
            blocking=frozenset(it["code"] for it in problems if it["blocks"]),
            left=frozenset(
                self.ids.index(it["contentId"])
                for it in problems
                if it["code"] == "STAYS_WITHDRAWN"
            ),
        )

    def _step(self, told: dict[str, Any]) -> tuple[int, int, str, int | None]:
        hour = (datetime.fromisoformat(told["moment"]) - self.start) / timedelta(hours=1)
        return int(hour), self.ids.index(told["contentId"]), told["effect"], told["version"]

    async def _done(
        self, name: str, input_: dict[str, Any], told: str, by: Somebody, now: int
    ) -> Any:
        type_ = f"{name[0].upper()}{name[1:]}Input!"
        mutation = f"mutation($input: {type_}) {{ {name}(input: $input) {{ {told} }} }}"
        moment = self.start + timedelta(hours=now)
        found = await self.ask.data(mutation, {"input": input_}, viewer=by.viewer, now=moment)
        return found[name]


def _audience(number: int) -> str:
    return ("PUBLIC", "STAFF")[number]


def _codes(payload: Any) -> frozenset[str]:
    return frozenset(it["code"] for it in payload["errors"])
