"""Twins: beside everything that can be seen, the same hidden in every way there is, saying CANARY.

What is hidden names what is visible, is named by it, and stands in the visible entries' own
history and future. The texts of what can be seen never hold the word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from tortoise.fields import Field, IntField
from tortoise.fields.data import CharEnumFieldInstance

from models.account import Account, Role
from models.content import Audience, Content
from models.entry import Entry
from models.event import Event, EventName, PublicChange
from models.fields import Localised, SortKey
from models.meeting import Meeting
from models.nouns import NOUNS
from services.content.saying import columns
from tests import factories
from tests.factories import DRAFT, HIDDEN, OVER, Said, Standing
from tests.nouns import LINKS, kind_of

CANARY = "CANARY"

HARMLESS = "Örat"
"""What is said of what can be seen, wherever something may be."""

NO_WORDS = {"rule_until", "original_start"}
"""Columns whose texts must be of a form that no word has."""

SUPERSEDED = replace(OVER, newest=False)
"""What a visible entry said before."""

Ends = dict[str, UUID]
"""An entry of each kind."""


@dataclass(slots=True)
class Planted:
    """The ids of entries: what can be seen, and what cannot, by noun."""

    visible: Ends = field(default_factory=dict)
    hidden: dict[str, list[UUID]] = field(default_factory=dict)
    meetings: int = 0

    def twins(self, at: int) -> Ends:
        """Give what is hidden in one of the ways, an entry of each kind."""
        return {noun: entries[at] for noun, entries in self.hidden.items()}


async def plant() -> Planted:
    """Write the visible and their twins, inside ``store.writing()``."""
    planted = Planted()
    await _visible(planted)
    for way, standing in HIDDEN.items():
        await _twins(planted, way, standing)
    await _visible_names_hidden(planted)
    await _other_versions(planted, SUPERSEDED, "before")
    await _other_versions(planted, DRAFT, "to come")
    await _remember(planted)
    return planted


async def _visible(planted: Planted) -> None:
    seen = planted.visible
    for noun in NOUNS:
        said = words(noun, HARMLESS) | _guarded(noun) | _leading(planted, noun, [seen], seen)
        seen[kind_of(noun)] = await factories.content(noun, **said)


async def _twins(planted: Planted, way: str, standing: Standing) -> None:
    """Hide one of each kind in one way; the hidden name the visible and each other."""
    seen, twins = planted.visible, Ends()
    for noun in NOUNS:
        said = words(noun, CANARY) | _leading(planted, noun, [seen, twins], seen)
        twin = await factories.content(noun, f"{CANARY} {way}", standing, **said)
        twins[kind_of(noun)] = twin
        planted.hidden.setdefault(kind_of(noun), []).append(twin)


async def _visible_names_hidden(planted: Planted) -> None:
    """Write what can be seen and names all that is hidden, in each way that it may."""
    hidden = [planted.twins(at) for at in range(len(HIDDEN))]
    both = [planted.visible, *hidden]
    for noun in NOUNS:
        one_each = hidden if noun.references else hidden[:1] if noun.relations else []
        for at, twins in enumerate(one_each):
            said = words(noun, HARMLESS) | _leading(planted, noun, both, twins)
            if "position" in columns(noun):
                said["position"] = 2
            await factories.content(noun, f"Den som nämner {at}", **said)


async def _other_versions(planted: Planted, standing: Standing, when: str) -> None:
    """Let every visible entry say the word in another version, under another address."""
    seen = planted.visible
    for noun in NOUNS:
        said = _leading(planted, noun, [seen, planted.twins(0)], seen)
        entry = seen[kind_of(noun)]
        await factories.content(noun, f"{CANARY} {when}", standing, entry=entry, **said)


def words(noun: type[Content], word: str) -> Said:
    """Say a word wherever a version may say something, and need not; links lead to it."""
    said: Said = {}
    for name, column in columns(noun).items():
        if name == "links":
            said[name] = [{"kind": "EXTERNAL", "url": f"/{word}", "label": {"sv": word}}]
        elif isinstance(column, Localised) and column.null:
            said[name] = {"sv": word, "en": word}
        elif _is_free(name, column):
            said[name] = word
    return said


def _is_free(name: str, column: Field[Any]) -> bool:
    is_text = column.field_type is str and not isinstance(column, CharEnumFieldInstance)
    return is_text and column.null and name not in NO_WORDS


def _guarded(noun: type[Content]) -> Said:
    """Say the word in what has an audience of its own."""
    audiences = {it: Audience.STAFF for it in noun.guarded.values() if isinstance(it, str)}
    return dict.fromkeys(noun.guarded, CANARY) | audiences


def _leading(planted: Planted, noun: type[Content], ends: Sequence[Ends], end: Ends) -> Said:
    """Lead to all of ``ends`` by relations, and to ``end`` by what names one."""
    many = {name: [it[to.target] for it in ends] for name, to in noun.relations.items()}
    one = {column: end[kind] for column, kind in noun.references.items()}
    return {**many, **one, **(_in_its_place(planted) if noun is Meeting else {})}


def _in_its_place(planted: Planted) -> Said:
    """Let a meeting be one of a series, by a number of its own."""
    planted.meetings += 1
    return {"original_start": f"2026-10-{planted.meetings:02}T09:00:00"}


async def _remember(planted: Planted) -> None:
    """Let somebody called by the word have written it all, and the log tell of it.

    What can be seen was published, which is told to visitors; all else that happened is not.
    """
    account = await Account.create(name=CANARY, role=Role.EDITOR, created_at=factories.NOW)
    for model in NOUNS:
        await model.all().update(saved_by=account.id, note=CANARY)
    visible = [*planted.visible.items()]
    hidden = [(noun, it) for noun, entries in planted.hidden.items() for it in entries]
    told = [(*it, PublicChange.APPEARED) for it in visible]
    untold = [(*it, None) for it in hidden + visible]
    await Event.bulk_create(
        Event(
            sequence=number,
            public_sequence=effect and told.index((noun, entry, effect)) + 1,
            public_change=effect,
            name=EventName.PUBLISHED if effect else EventName.SAVED,
            kind=noun,
            entry_id=entry,
            version=1,
            actor=account.id,
            moment=factories.NOW,
            detail={"note": CANARY},
        )
        for number, (noun, entry, effect) in enumerate([*untold[::2], *told, *untold[1::2]], 1)
    )


def is_hidden(row: Content) -> bool:
    """Whether a version cannot be seen by visitors now, told by its standing alone."""
    since, until = row.live_from, row.live_until
    public = since is not None and since <= factories.NOW < until
    return not public or row.audience > Audience.PUBLIC


def is_past(row: Content, planted: Planted) -> bool:
    """Whether a version was public and its entry still is: its address is no secret."""
    return row.live_from is not None and row.entry_id in planted.visible.values()


async def change(planted: Planted) -> None:
    """Change everything about what is hidden, except that it is."""
    await _keep_from_visitors(planted, f"{CANARY} 2")
    await Account.filter(name=CANARY).update(name=f"{CANARY} 2")
    await Event.filter(public_sequence=None).update(name=EventName.RESTORED, version=7)
    for model in NOUNS:
        for row in await model.all():
            if not is_hidden(row):
                continue
            if not is_past(row, planted):
                row.slug = f"{row.slug}-ny"
            row.note = "changed"
            _reorder(row)
            if row.live_from is None and row.entry_id not in planted.visible.values():
                row.live_from, row.live = factories.SCHEDULED.since, True
            await row.save()


def _reorder(row: Content) -> None:
    """Give a version another place in every order."""
    for name, column in row._meta.fields_map.items():
        if isinstance(column, SortKey):
            setattr(row, name, "a" + getattr(row, name))
        elif type(column) is IntField and name in columns(type(row)):
            value = getattr(row, name)
            setattr(row, name, value and value + 1)


async def remove(planted: Planted) -> None:
    """Remove all that is hidden: versions, what leads to them, entries, and staff's columns."""
    await _keep_from_visitors(planted, None)
    await Account.all().delete()
    await Event.filter(public_sequence=None).delete()
    await Event.all().update(actor=None, version=None, detail={})
    for model in NOUNS:
        for row in await model.all():
            if is_hidden(row) and not is_past(row, planted):
                await row.delete()
    entries = [it for ids in planted.hidden.values() for it in ids]
    for model in NOUNS:
        for column in model.references:
            nothing = {column: None}
            if column == "series_id":
                nothing["original_start"] = None
            await model.filter(**{f"{column}__in": entries}).update(**nothing)
    for link in LINKS:
        await link.filter(target_id__in=entries).delete()
    await Entry.filter(id__in=entries).delete()


async def _keep_from_visitors(planted: Planted, said: str | None) -> None:
    """Say something for staff only in what can be seen otherwise."""
    for noun in NOUNS:
        kept = [name for name, to in noun.guarded.items() if isinstance(to, Audience)]
        if kept:
            seen = noun.filter(entry_id=planted.visible[kind_of(noun)])
            await seen.update(**dict.fromkeys(kept, said))
