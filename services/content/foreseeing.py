"""What an act on the life of content would bring: a plan as a value, before anything is written.

It tells what becomes visible or hidden and when, and what would be wrong with it. What would
break a rule blocks the act; the rest is for the editor to decide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.event import PublicChange
from models.nouns import BY_KIND
from services.content.leading import Lead, leads_from, leads_to
from services.content.missing import lacking
from services.content.naming import Doubt, told_of
from services.content.standing import Standing, among, standing, windows_where
from services.content.turns import Turn
from services.content.windows import Window, Windows, boundaries, changed_for, covered, public_at
from services.errors import Fault


@dataclass(frozen=True, slots=True)
class Step:
    """That an entry appears, changes or disappears at a moment; ``version`` is seen from then."""

    moment: datetime
    entry: UUID
    kind: str
    change: PublicChange
    version: int | None
    audience: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What would be wrong with an entry; it ``blocks`` the act, or is there to be considered."""

    fault: Fault
    entry: UUID
    blocks: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an act brings, or would bring: steps by moment, and problems, those that block first."""

    moment: datetime
    entries: tuple[UUID, ...]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """What keeps the act from being done."""
        return tuple(it.fault for it in self.problems if it.blocks)


@dataclass(frozen=True, slots=True)
class Act:
    """The windows of the entries that an act is about, by kind, before it and after it.

    ``origins`` gives, for a copy that is not written yet, the id of the version it will be of.
    """

    before: Standing
    after: Standing
    origins: dict[int, int]

    def moved(self, kind: str, now: datetime) -> list[Window]:
        """Give the windows not over yet that the act has opened, or moved."""
        old = {it.id: it for windows in self.before[kind].values() for it in windows}
        return [
            it
            for windows in self.after[kind].values()
            for it in windows
            if it.since is not None and it.until > now and not _alike(it, old.get(it.id))
        ]

    def origin(self, window: Window) -> int:
        """Give the id of a version, or of what it is to be a copy of."""
        return self.origins.get(window.id, window.id)

    def narrowed(self, kind: str, now: datetime) -> list[UUID]:
        """Give the entries that are not public any more at some moment at which they were to be."""
        return [
            entry
            for entry, windows in self.before[kind].items()
            if not all(
                covered(self.after[kind][entry], max(it.since, now), it.until, it.audience)
                for it in windows
                if it.since is not None and it.until > now
            )
        ]


def _alike(new: Window, old: Window | None) -> bool:
    return old is not None and (new.since, new.until) == (old.since, old.until)


async def foresee(turn: Turn, act: Act) -> Outlook:
    """Tell what an act would bring; the statements depend on the kinds, not on the entries."""
    leads = {kind: await _shown(turn, act, kind) for kind in act.after}
    doubts = [
        *[it for kind in act.after for it in await _addresses(turn, act, kind)],
        *[it for kind in act.after for it in await _targets(turn, act, leads[kind], kind)],
        *[it for kind in act.after for it in await _sources(turn, act, kind)],
        *[it for kind in act.after for it in await lacking(turn, leads[kind], kind)],
    ]
    order = [entry for entries in act.after.values() for entry in entries]
    problems = [
        Problem(fault, doubt.entry, doubt.blocks) for doubt, fault in await told_of(turn, doubts)
    ]
    return Outlook(
        turn.moment,
        tuple(order),
        tuple(sorted(_steps(act, turn.moment), key=lambda it: (it.moment, str(it.entry)))),
        tuple(sorted(problems, key=lambda it: not it.blocks)),
    )


async def _shown(turn: Turn, act: Act, kind: str) -> dict[int, list[Lead]]:
    """Give what each version leads to that the act opens or moves, or that it is a copy of."""
    sources = [act.origin(it) for it in act.moved(kind, turn.moment)]
    leads: dict[int, list[Lead]] = {it: [] for it in sources}
    for it in await leads_from(turn.written, kind, sources):
        leads[it.source].append(it)
    return leads


def _steps(act: Act, now: datetime) -> Iterator[Step]:
    for kind, entries in act.after.items():
        for entry, windows in entries.items():
            seen = public_at(act.before[kind][entry], now)
            for moment in (now, *boundaries(windows, now)):
                come = public_at(windows, moment)
                change = changed_for(seen, come)
                if change and (of := come or seen):
                    version = come.version if come else None
                    yield Step(moment, entry, kind, change, version, of.audience)
                seen = come


async def _addresses(turn: Turn, act: Act, kind: str) -> list[Doubt]:
    """Tell which addresses two entries of a kind would have at one moment, to anybody's eyes."""
    after = act.after[kind]
    moved = act.moved(kind, turn.moment)
    shown = [it for windows in after.values() for it in windows if it.newest]
    doubts = []
    for place, column in enumerate(BY_KIND[kind].addresses):
        wanted = sorted({it.addresses[place] for it in (*moved, *shown)})
        where = f"(newest OR live) AND {among(turn.written, column)}"
        found = await windows_where(turn.written, [kind], where, wanted)
        others = {it: windows for it, windows in found.get(kind, {}).items() if it not in after}
        sharing: dict[str, list[Window]] = {}
        for other in (one for windows in (others | after).values() for one in windows):
            sharing.setdefault(other.addresses[place], []).append(other)
        for it in dict.fromkeys((*moved, *shown)):
            for other in sharing[it.addresses[place]]:
                if _collide(it, other, place):
                    doubts.append(
                        Doubt("ADDRESS_TAKEN_THEN", kind, it.entry, kind, other.entry, True,
                              it.addresses[place])
                    )  # fmt: skip
    return list(dict.fromkeys(doubts))


def _collide(one: Window, other: Window, place: int) -> bool:
    if one.entry == other.entry or one.addresses[place] != other.addresses[place]:
        return False
    return one.overlaps(other) or (one.newest and other.newest)


async def _targets(
    turn: Turn, act: Act, shown: Mapping[int, Sequence[Lead]], kind: str
) -> list[Doubt]:
    """Tell which of the entries that are shown would not be public while the act shows them."""
    moved = {act.origin(it): it for it in act.moved(kind, turn.moment)}
    leads = [it for each in shown.values() for it in each]
    targets = await _as_they_will_be(turn, act, {it.target: it.target_kind for it in leads})
    return [
        Doubt(
            "REQUIRED_NOT_PUBLIC" if it.required else "REFERENCE_NOT_PUBLIC",
            kind, it.entry, it.target_kind, it.target, it.required,
        )
        for it in leads
        if not _covers(targets[it.target_kind].get(it.target, ()), moved[it.source], turn.moment)
    ]  # fmt: skip


async def _sources(turn: Turn, act: Act, kind: str) -> list[Doubt]:
    """Tell which content would go on showing what the act hides."""
    narrowed = act.narrowed(kind, turn.moment)
    leads = await leads_to(turn.written, kind, narrowed, turn.moment)
    sources = await _as_they_will_be(turn, act, {it.entry: it.kind for it in leads})
    moved = {(of, it.id) for of in act.after for it in act.moved(of, turn.moment)}
    doubts = []
    for it in leads:
        windows = sources[it.kind][it.entry]
        shown = next((one for one in windows if one.id == it.source), None)
        if shown and (it.kind, shown.id) not in moved and _loses(act, it, shown, turn.moment):
            code = "STILL_REQUIRED" if it.required else "STILL_NAMED"
            doubts.append(Doubt(code, it.kind, it.entry, kind, it.target, it.required))
    return doubts


def _loses(act: Act, lead: Lead, shown: Window, now: datetime) -> bool:
    before, after = act.before[lead.target_kind], act.after[lead.target_kind]
    covered_before = _covers(before[lead.target], shown, now)
    return covered_before and not _covers(after[lead.target], shown, now)


def _covers(windows: Windows, shown: Window, now: datetime) -> bool:
    if shown.since is None or shown.until <= now:
        return True
    return covered(windows, max(shown.since, now), shown.until, shown.audience)


async def _as_they_will_be(turn: Turn, act: Act, kinds: Mapping[UUID, str]) -> Standing:
    """Give the windows of entries after the act, whether they are part of it or not."""
    within = {it for entries in act.after.values() for it in entries}
    others = {it: kind for it, kind in kinds.items() if it not in within}
    told = await standing(turn.written, others, {*others.values()}) if others else {}
    for kind in {*act.after, *kinds.values()}:
        told[kind] = {**told.get(kind, {}), **act.after.get(kind, {})}
    return told
