"""What a change needs to know of other content: versions, addresses that are taken, targets.

All of it is asked in the turn of the change, so that it still holds when the change is written.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from models.content import Content
from models.nouns import BY_KIND
from services.comparing import differing
from services.errors import Fault, Refused
from services.saying import Said, columns, read_version
from services.slugs import free_slug, slug_of
from services.turns import Turn
from services.view import LOCALES
from services.wording import fault, refused


async def newest_row(turn: Turn, model: type[Content], entry: UUID) -> Content:
    """Read the version that editors see, or refuse: NOT_FOUND."""
    row = await model.get_or_none(entry_id=entry, newest=True)
    if row is None:
        raise refused(turn.locale, "NOT_FOUND", ("id",))
    return row


async def last_version(model: type[Content], entry: UUID) -> int:
    """Give the highest number that a version of an entry has, be it discarded."""
    numbers = model.filter(entry_id=entry).order_by("-version").limit(1)
    return max([int(str(it)) for it in await numbers.values_list("version", flat=True)], default=0)


async def conflict(
    turn: Turn,
    row: Content,
    now: Said,
    expected: int,
    path: tuple[str, ...] = ("expected_version",),
) -> Refused:
    """Tell who saved what since the version that an editor had seen."""
    model = type(row)
    seen = await model.get_or_none(entry_id=row.entry_id, version=expected)
    fields = differing(model, await read_version(seen), now) if seen else ()
    more = {
        "current_version": row.version,
        "saved_by": row.saved_by,
        "saved_at": row.saved_at,
        "fields": fields,
    }
    return Refused(fault(turn.locale, "CONFLICT", path, more, version=row.version))


async def addressed(
    turn: Turn, model: type[Content], entry: UUID | None, said: Said, wrong: Collection[str]
) -> tuple[Said, list[Fault]]:
    """Propose a slug and a place where none is said; tell which addresses others have.

    What is ``wrong`` already, by its name, is not asked about.

    Editors see the newest versions together, so no two of those share an address.
    """
    said = dict(said)
    others = model.filter(newest=True).exclude(entry_id=entry or UUID(int=0))
    if not said.get("slug"):
        wanted = slug_of(called(said)) or model.__name__.lower()
        taken = others.filter(slug__startswith=wanted).values_list("slug", flat=True)
        said["slug"] = free_slug(wanted, {str(it) for it in await taken})
    if "position" in columns(model) and said.get("position") is None:
        last = await others.order_by("-position").limit(1).values_list("position", flat=True)
        said["position"] = 1 + max([int(str(it)) for it in last], default=0)
    faults = []
    for name in model.addresses:
        if name in wrong or not said.get(name):
            continue
        if other := await others.filter(**{name: said[name]}).first():
            told = {"value": said[name], "title": title_of(other)}
            faults.append(fault(turn.locale, "SLUG_TAKEN", (name,), **told))
    return said, faults


def called(said: Said) -> str:
    """Give the title or name of what is said, in the first language that it has one in."""
    titles = said.get("title") or {"sv": said.get("name")}
    return next((titles[it] for it in LOCALES if titles.get(it)), "")


def title_of(row: Content) -> str:
    """Give the title or name of a version."""
    said: dict[str, Any] = {it: getattr(row, it, None) for it in ("title", "name")}
    return called(said)


async def missing_targets(
    turn: Turn, model: type[Content], before: Said, after: Said
) -> list[Fault]:
    """Tell which of the entries that are newly named are not there, or of another kind."""
    faults = []
    for name, relation in model.relations.items():
        new = {it: place for place, it in reversed([*enumerate(after[name])])}
        new = {it: place for it, place in new.items() if it not in before.get(name, ())}
        there = await _there(relation.target, [*new])
        gone = sorted(place for it, place in new.items() if it not in there)
        faults += [fault(turn.locale, "NOT_THERE", (name, str(place))) for place in gone]
    for name, kind in model.references.items():
        target = after.get(name)
        if target and target != before.get(name) and target not in await _there(kind, [target]):
            faults.append(fault(turn.locale, "NOT_THERE", (name,)))
    return faults


async def _there(kind: str, ids: list[UUID]) -> set[UUID]:
    if not ids:
        return set()
    found = BY_KIND[kind].filter(entry_id__in=ids, newest=True).values_list("entry_id", flat=True)
    return {UUID(str(it)) for it in await found}
