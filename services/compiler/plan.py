"""A request as data: what a statement is to answer, in the terms of the models.

A plan knows neither GraphQL nor SQL. Its parts are frozen values, so that two plans can be
compared, printed and kept.
"""

from dataclasses import dataclass
from typing import Literal

from models.content import Content
from models.event import Event
from services.compiler.pages import Count, Cursor, Window
from services.compiler.texts import Made
from services.compiler.ties import Tie
from services.compiler.values import Around, Column, Value

USUALLY = 5
"""How many things a short list is reckoned to hold, unless its field says otherwise."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A column's value beside another; never unknown: null equals nothing and is not equal.

    ``likely`` tells the database that nearly every row passes, which it cannot know beforehand.
    """

    column: Column
    operator: Literal["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "contains", "startsWith"]
    value: Value | Around
    likely: bool = False


@dataclass(frozen=True, slots=True)
class IsNull:
    column: Column


@dataclass(frozen=True, slots=True)
class Flag:
    """True where a yes-or-no column says yes."""

    name: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when a value that the request brings along is at least ``least``."""

    value: Value
    least: int


@dataclass(frozen=True, slots=True)
class All:
    """True when every one of ``conditions`` is; so when there are none."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any_:
    """True when at least one of ``conditions`` is; not when there are none."""

    conditions: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Exists:
    """True when at least one of ``rows`` can be seen from the row at hand."""

    rows: "Rows"


@dataclass(frozen=True, slots=True)
class Addressed:
    """True of the row whose entry has the address ``value`` now, or else had it last.

    An address in use beats history; among entries that had it, only those that can be seen count.
    """

    model: type[Content]
    column: str
    value: Value


Condition = Compare | IsNull | Flag | AtLeast | All | Any_ | Not | Exists | Addressed


@dataclass(frozen=True, slots=True)
class Order:
    """A column to list by; of the link that led here, if ``link``."""

    column: Column
    descending: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a model: tied to the row at hand or free, filtered, ordered, at most ``limit``.

    ``usually`` is how many to reckon with where there is no limit. What is ``remembered`` is seen
    whatever its window.
    """

    model: type[Content] | type[Event]
    tie: Tie | None = None
    where: Condition | None = None
    order: tuple[Order, ...] = ()
    limit: int | None = None
    usually: int = USUALLY
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    column: Column


@dataclass(frozen=True, slots=True)
class Text:
    """A text known beforehand, such as a type's name."""

    text: str


@dataclass(frozen=True, slots=True)
class Null:
    """Nothing, known beforehand."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known without reading: ``value`` gives its JSON text when the statement runs."""

    value: Value


@dataclass(frozen=True, slots=True)
class Embedded:
    """An object made of the row's own columns; null where all of ``present`` are.

    A ``sparse`` one leaves out what is null or an empty list, but for what is told first.
    """

    fields: "Fields"
    present: tuple[Column, ...] = ()
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the first of ``cases`` says that holds of the row at hand, or else ``otherwise``."""

    cases: "tuple[tuple[Condition, Output], ...]"
    otherwise: "Output"


@dataclass(frozen=True, slots=True)
class Those:
    """A list of those of ``outputs`` that are there."""

    outputs: "tuple[Output, ...]"


@dataclass(frozen=True, slots=True)
class Written:
    """An object as a text of JSON without any ``<``, to be put into a page's script."""

    object: "Embedded"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of objects that one JSON column holds, ``usually`` so many.

    Each is for those whom the column ``audience`` of it says; for everybody when there is none.
    """

    column: Column
    fields: "Fields"
    usually: int = USUALLY
    audience: Column | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where the entry of the row stands at the view's moment, as ``services/content/windows.py``
    has it.
    """

    model: type[Content]


@dataclass(frozen=True, slots=True)
class First:
    """The first of ``outputs`` that is there, or null."""

    outputs: "tuple[Output, ...]"


@dataclass(frozen=True, slots=True)
class One:
    """The first of ``rows``, or null."""

    rows: Rows
    fields: "Fields"


@dataclass(frozen=True, slots=True)
class Many:
    """All of ``rows``."""

    rows: Rows
    fields: "Fields"


@dataclass(frozen=True, slots=True)
class Nodes:
    fields: "Fields"


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges of a page: each part is a node, a cursor, or a text known beforehand."""

    fields: "tuple[tuple[str, Nodes | Cursor | Text], ...]"


@dataclass(frozen=True, slots=True)
class Info:
    """What a page says of itself, by the names of the Relay connection specification."""

    fields: tuple[tuple[str, str | Text], ...]


Part = Nodes | Edges | Info | Count | Text | Embedded


@dataclass(frozen=True, slots=True)
class Connection:
    rows: Rows
    window: Window
    parts: tuple[tuple[str, Part], ...]


@dataclass(frozen=True, slots=True)
class ByIds:
    """The entries of ``count`` ids, in their order, of any kind; null for what cannot be seen.

    ``alone`` asks for the one entry of one id, not for a list; null when there is no id.
    """

    ids: Value
    kinds: "tuple[tuple[type[Content], Fields], ...]"
    count: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A list of objects that a value of the request holds, as a JSON text: ``size`` of them."""

    value: Value
    fields: "Fields"
    size: int


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether a condition holds of the row at hand."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Total:
    """How many of ``rows`` there are."""

    rows: Rows


Output = (
    Leaf | Text | Null | Known | Status | First | Embedded | Items | Chosen | Those | Written
    | One | Many | Connection | ByIds | Laid | Holds | Total | Made
)  # fmt: skip
Fields = tuple[tuple[str, Output], ...]
