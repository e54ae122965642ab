"""What all content has in common: a version is a row, and what it says never changes.

Only a version's window (``live_from``, ``live_until``), ``newest`` and ``live`` move after it
was saved. Public at moment T means ``live_from <= T < live_until`` for an audience that
includes the reader. ``live`` is false for drafts and for what is over; it only speeds up.
``meant_until`` is the end that editors chose, if no later version takes the place before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from models.fields import OPEN, Code, Instant, Localised, SortKey

if TYPE_CHECKING:
    from models.entry import Entry


class Audience(IntEnum):
    """Who may read a version: each audience includes those before it."""

    PUBLIC = 0
    STAFF = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """A list of entries that a version names, in the editors' order.

    ``target`` is the kind of entry that it leads to, by table. A ``required`` relation names at
    least one, and all that it names are public as long as the version is.
    """

    link: type["Link"]
    target: str
    required: bool = False


class Content(Model):
    """One version of an entry: what it says, and the window in which it is public.

    ``changes`` tells what was changed from the version before, as ``services/content/comparing.py``
    writes it. No two entries of a kind share one of ``addresses`` at one moment.
    ``relations`` and ``references`` name what a version leads to: lists of entries,
    and columns that hold one. ``computed`` are columns that follow from others, ``zoned`` those
    of them that follow from the rules of time zones as well; ``fixed`` are those that every version
    repeats from the first, and that nobody says; ``guarded`` are those with an audience of their
    own, which is given, or stands in another column.
    """

    addresses: ClassVar[tuple[str, ...]] = ("slug",)
    relations: ClassVar[Mapping[str, Relation]] = {}
    references: ClassVar[Mapping[str, str]] = {}
    computed: ClassVar[frozenset[str]] = frozenset()
    zoned: ClassVar[frozenset[str]] = frozenset()
    fixed: ClassVar[frozenset[str]] = frozenset()
    guarded: ClassVar[Mapping[str, Audience | str]] = {}

    id = fields.BigIntField(primary_key=True)
    entry: fields.ForeignKeyRelation["Entry"] = fields.ForeignKeyField(
        "models.Entry", related_name=False, on_delete=fields.RESTRICT
    )
    entry_id: UUID
    version = fields.IntField()
    slug = Code(max_length=200)
    live_from = Instant(null=True)
    live_until = Instant(default=OPEN)
    meant_until = Instant(default=OPEN)
    newest = fields.BooleanField(default=True)
    live = fields.BooleanField(default=False)
    audience = fields.SmallIntField(default=Audience.PUBLIC)
    saved_at = Instant()
    saved_by = fields.UUIDField(null=True)
    note = fields.TextField(default="")
    changes: fields.JSONField[list[dict[str, Any]]] = fields.JSONField(default=list)

    class Meta:
        abstract = True


class Titled(Content):
    """Content that is known by a title, and listed by it in Swedish order."""

    title = Localised()
    title_key_sv = SortKey()
    title_key_en = SortKey()

    computed: ClassVar[frozenset[str]] = frozenset({"title_key_sv", "title_key_en"})

    class Meta:
        abstract = True


class Named(Content):
    """Content that is known by a name, the same in every language."""

    name = fields.CharField(max_length=200)
    name_key = SortKey()

    computed: ClassVar[frozenset[str]] = frozenset({"name_key"})

    class Meta:
        abstract = True


class Link(Model):
    """A relation from a version to an entry, in the editors' order.

    ``live`` repeats the source's. ``carries`` names the source's columns that the link repeats
    under a name of its own, so that listing the sources of a target is one range of one index.
    """

    carries: ClassVar[dict[str, str]] = {}

    id = fields.BigIntField(primary_key=True)
    source_entry: fields.ForeignKeyRelation["Entry"] = fields.ForeignKeyField(
        "models.Entry", related_name=False, on_delete=fields.RESTRICT
    )
    source_entry_id: UUID
    target: fields.ForeignKeyRelation["Entry"] = fields.ForeignKeyField(
        "models.Entry", related_name=False, on_delete=fields.RESTRICT
    )
    target_id: UUID
    position = fields.IntField()
    live = fields.BooleanField(default=False)

    class Meta:
        abstract = True


def version_constraints(table: str, *more: CheckConstraint) -> list[Any]:
    """What the database itself refuses about a version."""
    return [
        CheckConstraint(check="version >= 1", name=f"{table}_version_counts"),
        CheckConstraint(check="live_until > live_from", name=f"{table}_window"),
        CheckConstraint(check="meant_until >= live_until", name=f"{table}_meant"),
        CheckConstraint(check="audience IN (0, 1)", name=f"{table}_audience"),
        CheckConstraint(check="slug <> ''", name=f"{table}_slug_said"),
        *more,
    ]


def one_of(table: str, column: str, values: Any) -> CheckConstraint:
    """Refuse what is not a member of the enumeration ``values``."""
    said = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(check=f"{column} IN ({said})", name=f"{table}_{column}_known")
