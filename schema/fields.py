"""How a type says where its fields come from: one word a kind of field.

Each word takes the column and the description that front-ends read, and puts the column's place
into the field's metadata, where the planner finds it.
"""

from collections.abc import Callable
from typing import Any

import strawberry

from models.content import Audience, Content, Link
from resolvers.sources import (
    SOURCE,
    Acts,
    Came,
    Describes,
    Embeds,
    Kept,
    Lists,
    Paged,
    Related,
    Source,
    Stored,
    Touched,
)
from schema.costs import PAGED, Cost, ListSize
from services.compiler.plan import USUALLY, Order, Output
from services.compiler.pricing import price
from services.compiler.ties import Back, Forward, Reference, Referenced
from services.compiler.values import LOCALE, Column, Kind, kind_of
from services.feeds.addresses import NOWHERE, Site


def told(source: Source, description: str, **options: Any) -> Any:
    """Declare a field that comes from ``source``."""
    return strawberry.field(description=description, metadata={SOURCE: source}, **options)


def text(column: str, description: str, *, nullable: bool = False) -> Any:
    """Declare a text, the same in every language."""
    return told(Stored(Column(column, nullable=nullable)), description)


def localised(column: str, description: str, *, nullable: bool = False) -> Any:
    """Declare a text that is kept per language, told in the first of the view's languages."""
    return told(Stored(Column(column, path=(LOCALE,), nullable=nullable)), description)


def value(column: str, kind: Kind, description: str, *, nullable: bool = False) -> Any:
    """Declare a number, a flag, an instant or an id."""
    return told(Stored(Column(column, kind, nullable=nullable)), description)


def guarded(column: str, audience: str | Audience, description: str) -> Any:
    """Declare a text with an audience of its own, or one that a column tells; null to others."""
    return told(Stored(Column(column, nullable=True, audience=audience)), description)


def rich(column: str, description: str) -> Any:
    """Declare running text: a ``RichText`` or null."""
    return told(Embeds((Column(column, path=(LOCALE, "markdown")),), column), description)


def embedded(description: str, *present: str) -> Any:
    """Declare an object of the row's own columns; null where all the columns ``present`` are."""
    return told(Embeds(tuple(map(Column, present))), description)


def listed(column: str, description: str, *, usually: int = USUALLY) -> Any:
    """Declare a short list of values that the row itself holds."""
    return _short(Lists(Column(column, "json"), usually), description, usually)


def linked(link: type[Link], description: str, *, usually: int = USUALLY) -> Any:
    """Declare the content that a version names, in the editors' order: a short list."""
    return _short(Related(Forward(link), usually), description, usually)


def _short(source: Source, description: str, usually: int) -> Any:
    return told(source, description, directives=[ListSize(assumed_size=usually)])


def linking(link: type[Link], description: str) -> Any:
    """Declare a connection to the content that names this."""
    return paged(Paged(Back(link)), description)


def referred(column: str, description: str) -> Any:
    """Declare the one content that a column names."""
    return told(Related(Reference(column)), description)


def referring(column: str, description: str) -> Any:
    """Declare a connection to the content whose ``column`` names this."""
    return paged(Paged(Referenced(column)), description)


def paged(source: Paged, description: str) -> Any:
    """Declare a connection."""
    return told(source, description, directives=[PAGED])


def described(plan: Callable[[Site], Output], description: str) -> Any:
    """Declare the row in words of others, as one value; ``plan`` takes where people read it."""
    cost = Cost(weight=str(price((("", plan(NOWHERE)),)).total))
    return told(Describes(plan), description, directives=[cost])


def came(name: str, description: str) -> Any:
    """Declare what an act came to: plain values, under the name that the act gives them."""
    return told(Came(name), description)


def touched(name: str, description: str) -> Any:
    """Declare content that an act touched, as it is afterwards."""
    return told(Touched(name), description)


def changing(acts: Acts, description: str, **options: Any) -> Any:
    """Declare a mutation: what it does, and what it costs beside its answer."""
    cost = Cost(weight=str(acts.cost))
    return strawberry.field(
        description=description, metadata={SOURCE: acts}, directives=[cost], **options
    )


def kept(model: type[Content], *order: str) -> Kept:
    """Say how a type is kept, and by which columns it is listed; ``-`` in front turns round."""
    return Kept(model, tuple(_order(model, name) for name in order))


def _order(model: type[Content], name: str) -> Order:
    column = name.removeprefix("-")
    return Order(Column(column, kind_of(model, column)), name.startswith("-"))
