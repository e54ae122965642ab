"""Nothing hidden can be heard in a feed, and changing what is hidden changes no byte of any."""

from typing import Any
from uuid import UUID

from services.feeds.addresses import Feed, question_of
from services.view import LOCALES
from tests.factories import HIDDEN
from tests.schema.planting import CANARY, Planted, change, plant, remove
from tests.web.feeding import Feeds, feeds

__all__ = ["feeds"]

OWNERS = {
    "network": "network",
    "contact": "contact",
    "organisation": "organisation",
    "series": "meeting_series",
}
"""What addresses call those whose meetings a feed tells, with the kinds of content."""

KEPT = ("etag", "last-modified", "content-disposition", "content-language")

Told = dict[str, tuple[int, bytes, dict[str, str | None]]]
"""Status, body and headers of each answer, by its address."""


def questions(planted: Planted) -> list[str]:
    """Filters that lead to what is hidden, by every name that it has, or round about."""
    ids = [str(it) for noun in ("network", "meeting") for it in planted.hidden[noun]]
    filters: list[Any] = [
        {"title": {"contains": CANARY}},
        {"slug": {"startsWith": "canary"}},
        {"networks": {"some": {"title": {"contains": CANARY}}}},
        {"networks": {"none": {"title": {"contains": CANARY}}}},
        {"networks": {"every": {"slug": {"startsWith": "s"}}}},
        {"contacts": {"some": {"name": {"contains": CANARY}}}},
        {"networks": {"some": {"focusAreas": {"some": {"slug": {"startsWith": "canary"}}}}}},
        {"networks": {"some": {"id": {"in": ids}}}},
        {"id": {"in": ids}},
        *({"networks": {"some": {"slug": {"eq": f"canary-{way}"}}}} for way in HIDDEN),
        *({"contacts": {"some": {"slug": {"eq": f"canary-{way}"}}}} for way in HIDDEN),
    ]
    return ["", *map(question_of, filters)]


def addresses(planted: Planted) -> list[str]:
    """Every feed of every question in every form, of every owner; each meeting alone."""
    asked = [
        Feed(question, form, locale).path
        for question in questions(planted)
        for form in ("ics", "atom", "json")
        for locale in LOCALES
    ]
    entries: dict[str, list[UUID]] = {
        owner: [planted.visible[noun], *planted.hidden[noun]] for owner, noun in OWNERS.items()
    }
    owned = [
        Feed("", "json", "sv", "both", owner, str(id_)).path
        for owner, ids in entries.items()
        for id_ in ids
    ]
    slugs = [f"canary-{it}" for it in (*HIDDEN, "before", "to-come")]
    slugs += ["traff-om-hoglasning", *(f"den-som-namner-{it}" for it in range(len(HIDDEN)))]
    return [*asked, *owned, *(f"/meetings/{it}.ics" for it in slugs)]


async def told(feeds: Feeds, planted: Planted) -> Told:
    """Ask for everything; how an address is refused is a part of what is told."""
    found: Told = {}
    for path in addresses(planted):
        answer = await feeds.get(path)
        headers = {name: answer.headers.get(name) for name in KEPT}
        body = answer.content if answer.status_code == 200 else b""
        found[path] = (answer.status_code, body, headers)
    return found


async def test_feeds_tell_nothing_of_what_is_hidden(feeds: Feeds) -> None:
    async with feeds.store.writing():
        planted = await plant()

    beside = await told(feeds, planted)
    async with feeds.store.writing():
        await change(planted)
    beside_others = await told(feeds, planted)
    async with feeds.store.writing():
        await remove(planted)
    alone = await told(feeds, planted)

    heard = [path for path, (_, body, _) in beside.items() if CANARY.lower() in unfolded(body)]
    assert heard == []
    assert beside == alone
    assert beside_others == alone
    assert sum(status == 200 for status, _, _ in alone.values()) > 120


def unfolded(body: bytes) -> str:
    """Write a body in one case, without the folds and the addresses that were asked for."""
    text = body.replace(b"\r\n ", b"").decode().lower()
    return "\n".join(it for it in text.splitlines() if not it.startswith(("source", "url")))
