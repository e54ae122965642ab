"""Twins: beside everything that can be seen, the same hidden in every way there is, saying CANARY.

What is hidden names what is visible, is named by it, and stands in the visible entries' own
history and future. The texts of what can be seen never hold the word.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from models import (
    Contact,
    Edition,
    Entry,
    FocusArea,
    Meeting,
    MeetingContact,
    MeetingNetwork,
    MeetingSeries,
    MeetingSeriesContact,
    MeetingSeriesNetwork,
    Network,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
    Organisation,
    Page,
)
from models.account import Account, Role
from models.content import Audience, Content, Link
from models.event import Event, EventName, PublicChange
from tests import factories
from tests.factories import DRAFT, HIDDEN, OVER, Standing

CANARY = "CANARY"

MODELS: tuple[type[Content], ...] = (
    Contact,
    Edition,
    FocusArea,
    Meeting,
    MeetingSeries,
    Network,
    Organisation,
    Page,
)

LINKS: tuple[type[Link], ...] = (
    MeetingContact,
    MeetingNetwork,
    MeetingSeriesContact,
    MeetingSeriesNetwork,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
)

SUPERSEDED = replace(OVER, newest=False)
"""What a visible entry said before."""


@dataclass(slots=True)
class Planted:
    """The ids of entries: what can be seen, and what cannot, by noun."""

    visible: dict[str, UUID] = field(default_factory=dict)
    hidden: dict[str, list[UUID]] = field(default_factory=dict)


def bodies(*names: str) -> dict[str, Any]:
    """Say the word in running texts, or in short ones."""
    return {name: {"sv": CANARY, "en": CANARY} for name in names}


def links() -> list[dict[str, object]]:
    return [{"kind": "EXTERNAL", "url": f"/{CANARY}", "label": {"sv": CANARY}}]


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


async def _remember(planted: Planted) -> None:
    """Let somebody called by the word have written it all, and the log tell of it.

    What can be seen was published, which is told to visitors; all else that happened is not.
    """
    account = await Account.create(name=CANARY, role=Role.EDITOR, created_at=factories.NOW)
    for model in MODELS:
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


async def _visible(planted: Planted) -> None:
    seen = planted.visible
    seen["contact"] = await factories.contact(mobile=CANARY, internal_note=CANARY)
    seen["organisation"] = await factories.organisation()
    seen["focus_area"] = await factories.focus_area()
    seen["edition"] = await factories.edition()
    seen["page"] = await factories.page()
    seen["network"] = await factories.network(**_network_links([seen]))
    of: dict[str, Any] = {"venue_organisation_id": seen["organisation"]}
    seen["meeting_series"] = await factories.meeting_series(
        **_meeting_links([seen]), **_secret(), **of
    )
    seen["meeting"] = await factories.meeting(
        **_meeting_links([seen]), **_secret(), **of, **_of_series(seen, 1)
    )


async def _twins(planted: Planted, way: str, standing: Standing) -> None:
    """Hide one of each kind in one way; the hidden name the visible and each other."""
    seen, twins = planted.visible, dict[str, UUID]()
    name = f"{CANARY} {way}"
    twins["contact"] = await factories.contact(name, standing, **bodies("role", "unit"))
    twins["organisation"] = await factories.organisation(name, standing, code=CANARY)
    twins["focus_area"] = await factories.focus_area(name, standing, **bodies("summary", "body"))
    year = 2026  # the same as the visible one's
    twins["edition"] = await factories.edition(
        year, standing, **bodies("title", "intro"), slug=f"{CANARY}-{way}"
    )
    twins["page"] = await factories.page(name, standing, **bodies("lead", "body"), links=links())
    twins["network"] = await factories.network(
        name, standing, **_network_links([seen, twins]), **bodies("lead", "body"), links=links()
    )
    told = bodies("summary", "agenda") | {"venue_name": CANARY}
    told |= {"venue_organisation_id": seen["organisation"], **_meeting_links([seen, twins])}
    twins["meeting_series"] = await factories.meeting_series(name, standing, **told)
    number = 2 + [*HIDDEN].index(way)
    twins["meeting"] = await factories.meeting(name, standing, **told, **_of_series(seen, number))
    for noun, entry in twins.items():
        planted.hidden.setdefault(noun, []).append(entry)


async def _visible_names_hidden(planted: Planted) -> None:
    """Write visible networks and meetings that name all that is hidden."""
    hidden = [
        {noun: entries[at] for noun, entries in planted.hidden.items()} for at in range(len(HIDDEN))
    ]
    both = [planted.visible, *hidden]
    await factories.network("Nätverket som nämner", position=2, **_network_links(both))
    for at, twins in enumerate(hidden):
        await factories.meeting(
            f"Träffen som nämner {at}",
            **_meeting_links(both),
            venue_name="Biblioteket",
            venue_organisation_id=twins["organisation"],
            **_of_series(twins, 1),
        )
    await factories.meeting_series("Serien som nämner", **_meeting_links(both))


async def _other_versions(planted: Planted, standing: Standing, when: str) -> None:
    """Let every visible entry say the word in another version, under another address."""
    seen, name = planted.visible, f"{CANARY} {when}"
    await factories.contact(name, standing, entry=seen["contact"])
    await factories.organisation(name, standing, entry=seen["organisation"])
    await factories.focus_area(name, standing, entry=seen["focus_area"])
    await factories.edition(
        2026, standing, entry=seen["edition"], **bodies("title"), slug=factories.address(name)
    )
    await factories.page(name, standing, entry=seen["page"])
    both = [seen, {noun: entries[0] for noun, entries in planted.hidden.items()}]
    await factories.network(name, standing, entry=seen["network"], **_network_links(both))
    links = _meeting_links(both)
    await factories.meeting(name, standing, entry=seen["meeting"], **links, **_of_series(seen, 1))
    await factories.meeting_series(name, standing, entry=seen["meeting_series"], **links)


def _network_links(ends: list[dict[str, UUID]]) -> dict[str, Any]:
    named = {"contacts": "contact", "focus_areas": "focus_area", "members": "organisation"}
    named["editions"] = "edition"
    return {name: [end[noun] for end in ends] for name, noun in named.items()}


def _meeting_links(ends: list[dict[str, UUID]]) -> dict[str, Any]:
    return {
        "networks": [end["network"] for end in ends],
        "contacts": [end["contact"] for end in ends],
    }


def _of_series(of: dict[str, UUID], number: int) -> dict[str, Any]:
    """Let a meeting be one of a series, by a number of its own."""
    return {"series_id": of["meeting_series"], "original_start": f"2026-10-{number:02}T09:00:00"}


def _secret() -> dict[str, Any]:
    return {"online_url": f"/{CANARY}", "online_audience": Audience.STAFF, "venue_name": "Örat"}


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
    for model in MODELS:
        for row in await model.all():
            if not is_hidden(row):
                continue
            if not is_past(row, planted):
                row.slug = f"{row.slug}-ny"
            row.note = "changed"
            for name in ("position", "year"):
                if hasattr(row, name):
                    setattr(row, name, getattr(row, name) + 1)
            for name in ("name_key", "title_key_sv", "title_key_en"):
                if hasattr(row, name):
                    setattr(row, name, "a" + getattr(row, name))
            if row.live_from is None and row.entry_id not in planted.visible.values():
                row.live_from, row.live = factories.SCHEDULED.since, True
            await row.save()


async def remove(planted: Planted) -> None:
    """Remove all that is hidden: versions, what leads to them, entries, and staff's columns."""
    await _keep_from_visitors(planted, None)
    await Account.all().delete()
    await Event.filter(public_sequence=None).delete()
    await Event.all().update(actor=None, version=None, detail={})
    for model in MODELS:
        for row in await model.all():
            if is_hidden(row) and not is_past(row, planted):
                await row.delete()
    entries = [it for ids in planted.hidden.values() for it in ids]
    for model in (Meeting, MeetingSeries):
        await model.filter(venue_organisation_id__in=entries).update(venue_organisation_id=None)
    await Meeting.filter(series_id__in=entries).update(series_id=None, original_start=None)
    for link in LINKS:
        await link.filter(target_id__in=entries).delete()
    await Entry.filter(id__in=entries).delete()


async def _keep_from_visitors(planted: Planted, said: str | None) -> None:
    """Say something for staff only about whom visitors can see."""
    seen = Contact.filter(entry_id=planted.visible["contact"])
    await seen.update(mobile=said, internal_note=said)
