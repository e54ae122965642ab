"""Amending: one change to all that stands of an entry, at once.

What is public, each version that is to be, and the draft each get an heir
(``services/content/heirs.py``): a version that says the same but for the change. So nothing that
was saved is lost, no draft becomes public before its time, and what was scheduled does not take the
change back when its time comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from models.content import Content
from models.event import EventName
from services.content.comparing import changes, differing
from services.content.foreseeing import Act, Outlook, foresee
from services.content.heirs import taken_over, with_heirs
from services.content.living import numbered, record
from services.content.saving import version_of
from services.content.saying import Said
from services.content.standing import move, reschedule
from services.content.turns import Turn
from services.content.windows import Windows, marked
from services.content.writing import write_versions
from services.errors import Refused


@dataclass(frozen=True, slots=True)
class Amendment:
    """What versions of a kind say, and what their heirs are to say, by the versions' ids."""

    model: type[Content]
    before: Mapping[int, Said]
    after: Mapping[int, Said]
    name: EventName
    note: str = ""

    @property
    def kind(self) -> str:
        """The kind that they are of."""
        return str(self.model._meta.db_table)


async def amended(
    turn: Turn, windows: Mapping[UUID, Windows], amendment: Amendment, *, dry_run: bool
) -> Outlook:
    """Amend entries, or tell what it would bring; what would say the same stays as it is.

    Raises ``Refused`` with what blocks it.
    """
    amendment = _of_use(amendment)
    act = _act(turn, windows, amendment)
    outlook = await foresee(turn, act)
    if dry_run or not amendment.after:
        return outlook
    if outlook.blocking:
        raise Refused(*outlook.blocking)
    await _write(turn, act, amendment)
    return outlook


def _of_use(amendment: Amendment) -> Amendment:
    before = amendment.before
    after = {
        id_: said
        for id_, said in amendment.after.items()
        if differing(amendment.model, before[id_], said)
    }
    return replace(amendment, after=after)


async def amend(turn: Turn, windows: Mapping[UUID, Windows], amendment: Amendment) -> None:
    """Amend entries without looking ahead, where what they show and when stays as it is."""
    await _write(turn, _act(turn, windows, amendment), amendment)


def _act(turn: Turn, windows: Mapping[UUID, Windows], amendment: Amendment) -> Act:
    before = {entry: with_heirs(it, amendment.after) for entry, it in windows.items()}
    after = {
        entry: tuple(marked(it, turn.moment) for it in taken_over(own, turn.moment))
        for entry, own in before.items()
    }
    kind, origins = amendment.kind, {-it: it for it in amendment.after}
    return Act({kind: before}, {kind: after}, origins)


async def _write(turn: Turn, act: Act, amendment: Amendment) -> None:
    """Write heirs and let them take over, with an event for each entry."""
    kind = amendment.kind
    ids = await _write_heirs(turn, act.before[kind], amendment)
    act = numbered(act, ids)
    await move(kind, act.before[kind].values(), act.after[kind].values())
    await reschedule([(kind, entry, it) for entry, it in act.after[kind].items()], turn.moment)
    for entry, windows in act.after[kind].items():
        heirs = [it.version for it in windows if it.id in ids.values()]
        detail = {"note": amendment.note, "versions": heirs}
        record(turn, amendment.name, kind, entry, act.before[kind][entry], windows, **detail)


async def _write_heirs(
    turn: Turn, windows: Mapping[UUID, Windows], amendment: Amendment
) -> dict[int, int]:
    """Write heirs without a window yet; give their ids by those that they had before."""
    heirs = [it for own in windows.values() for it in own if it.id < 0]
    followed = [-it.id for it in heirs if it.newest]
    await amendment.model.filter(id__in=followed).update(newest=False)
    versions: list[tuple[dict[str, Any], dict[str, list[UUID]]]] = []
    for it in heirs:
        before, after = amendment.before[-it.id], amendment.after[-it.id]
        changed = changes(amendment.model, before, after)
        columns, relations = version_of(
            turn, amendment.model, it.entry, it.version, after, amendment.note, changed
        )
        versions.append(({**columns, "newest": it.newest}, relations))
    ids = await write_versions(amendment.model, versions)
    return {it.id: ids[it.entry, it.version] for it in heirs}
