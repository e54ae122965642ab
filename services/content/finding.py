"""What a change needs to know of other content: versions, addresses that are taken, targets.

All of it is asked in the turn of the change, so that it still holds when the change is written.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.expressions import RawSQL

from models.content import Content
from services.content.comparing import differing
from services.content.saying import Said, columns, read_version
from services.content.slugs import free_slug, slug_of
from services.content.standing import among
from services.content.turns import Turn
from services.database.storage import Reading
from services.errors import Fault, Refused
from services.view import LOCALES
from services.wording import fault, refused

Target = tuple[str, UUID]
"""An entry that is named, and of which kind it is to be."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The version that editors see, what it says, and the highest number that there ever was."""

    row: Content
    says: Said
    last: int


async def newest(turn: Turn, model: type[Content], entry: UUID) -> Newest:
    """Read the version that editors see, or refuse: NOT_FOUND."""
    table = model._meta.db_table
    highest = RawSQL(f"(SELECT max(o.version) FROM {table} o WHERE o.entry_id = {table}.entry_id)")
    row = await model.annotate(highest=highest).get_or_none(entry_id=entry, newest=True)
    if row is None:
        raise refused(turn.locale, "NOT_FOUND", ("id",))
    return Newest(row, await read_version(turn.written, row), vars(row)["highest"])


async def conflict(
    turn: Turn,
    now: Newest,
    expected: int,
    path: tuple[str, ...] = ("expected_version",),
) -> Refused:
    """Tell who saved what since the version that an editor had seen."""
    row, model = now.row, type(now.row)
    seen = await model.get_or_none(entry_id=row.entry_id, version=expected)
    fields = differing(model, await read_version(turn.written, seen), now.says) if seen else ()
    more = {
        "current_version": row.version,
        "saved_by": row.saved_by,
        "saved_at": row.saved_at,
        "fields": fields,
    }
    return Refused(fault(turn.locale, "CONFLICT", path, more, version=row.version))


async def addressed(
    turn: Turn, model: type[Content], now: Newest | None, said: Said, wrong: Collection[str]
) -> tuple[Said, list[Fault]]:
    """Propose a slug and a place where none is said; tell which addresses others have.

    What is ``wrong`` already, by its name, is not asked about.

    Editors see the newest versions together, so no two of those share an address: what stands
    ``now``, and what is proposed, no other has.
    """
    before, entry = (now.says, now.row.entry_id) if now else ({}, UUID(int=0))
    new = [it for it in model.addresses if said.get(it) not in (None, "", before.get(it))]
    said, others = dict(said), model.filter(newest=True).exclude(entry_id=entry)
    if not said.get("slug"):
        wanted = slug_of(called(said)) or model.__name__.lower()
        taken = others.filter(slug__startswith=wanted).values_list("slug", flat=True)
        said["slug"] = free_slug(wanted, {str(it) for it in await taken})
    if "position" in columns(model) and said.get("position") is None:
        last = await others.order_by("-position").limit(1).values_list("position", flat=True)
        said["position"] = 1 + max([int(str(it)) for it in last], default=0)
    faults = []
    for name in (it for it in new if it not in wrong):
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
    new: dict[tuple[str, ...], Target] = {}
    for name, relation in model.relations.items():
        for place, target in enumerate(after[name]):
            if target not in (*before.get(name, ()), *after[name][:place]):
                new[name, str(place)] = relation.target, target
    for name, kind in model.references.items():
        target = after.get(name)
        if target and target != before.get(name):
            new[name,] = kind, target
    there = await _there(turn.written, {*new.values()})
    return [fault(turn.locale, "NOT_THERE", path) for path, it in new.items() if it not in there]


async def _there(reading: Reading, targets: Collection[Target]) -> set[Target]:
    """Tell which of these editors can see, in one statement."""
    each = [
        f"SELECT '{kind}', entry_id FROM {kind} WHERE newest AND {among(reading, 'entry_id')}"
        for kind in sorted({kind for kind, _ in targets})
    ]
    ids = [id_ for _, id_ in targets]
    rows = await reading.rows(" UNION ALL ".join(each), [ids]) if each else ()
    return {(kind, UUID(str(id_))) for kind, id_ in rows}
