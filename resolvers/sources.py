"""Where what a GraphQL field tells comes from, in the terms of the models.

The schema's fields and inputs carry one of these in their metadata under ``SOURCE``; the planner
reads them. A type that is kept as content says so in a class attribute ``kept``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.content import Content
from resolvers.outcomes import Act
from services.clocks.days import Stretch
from services.compiler.plan import USUALLY, Condition, Order, Output, Rows
from services.compiler.pricing import ACT
from services.compiler.ties import Tie
from services.compiler.values import Column
from services.feeds.addresses import Site
from services.view import Viewer

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Kept:
    """A type's table, and the order in which its rows are listed unless told otherwise."""

    model: type[Content]
    order: tuple[Order, ...]

    @property
    def kind(self) -> str:
        return str(self.model._meta.db_table)


@dataclass(frozen=True, slots=True)
class Stored:
    """A value of the row itself."""

    column: Column


@dataclass(frozen=True, slots=True)
class Embeds:
    """An object whose fields are columns of the row; null where all of ``present`` are.

    Fields of it whose column has no name lie inside the column ``within``.
    """

    present: tuple[Column, ...] = ()
    within: str = ""


class Speaks:
    """An object that tells in which language each of the row's texts is told."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Objects that a JSON column holds, ``usually`` so many.

    The column ``audience`` of each says who may read it.
    """

    column: Column
    usually: int = USUALLY
    audience: Column | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Content that the row is tied to: one, or all of it, ``usually`` so many."""

    tie: Tie
    usually: int = USUALLY


@dataclass(frozen=True, slots=True)
class Paged:
    """A connection to content that the row is tied to, or to all content of a kind."""

    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The one content that an argument names by its address, past addresses included."""

    argument: str


@dataclass(frozen=True, slots=True)
class Picks:
    """The one content whose column equals an argument."""

    argument: str
    column: Column


@dataclass(frozen=True, slots=True)
class Identifies:
    """Content of any kind, by the ids in an argument."""

    argument: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a change in the log, by which it is followed: a number, or opaque as a cursor.

    Which of the log's numbers it is hangs on who asks.
    """

    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The content that changed, as it can be seen now."""


class Stands:
    """Where the row's entry stands, as editors see it."""


@dataclass(frozen=True, slots=True)
class Remembers:
    """The versions of the row's entry, the latest first; or the one whose number is given."""

    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Itself:
    """The row at hand, as the content that it is."""


@dataclass(frozen=True, slots=True)
class Logs:
    """A connection to what happened, in its order, of the kinds that an argument gives."""

    argument: str


@dataclass(frozen=True, slots=True)
class Knows:
    """What is known of the viewer: plain values, told as a selection asks for them."""

    value: Callable[[Viewer], Any]


@dataclass(frozen=True, slots=True)
class Came:
    """What an act came to under this name: plain values."""

    name: str


@dataclass(frozen=True, slots=True)
class Touched:
    """The content whose ids an act came to under this name, read after the act."""

    name: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All that can be asked, as it is after the act."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days that ``arguments`` ask for, with what of ``model`` lies on them.

    ``stretch`` makes them of the arguments in that order: at most ``size``, or as many as it says.
    """

    model: type[Content]
    stretch: Callable[..., Stretch]
    arguments: tuple[str, ...]
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Sliced:
    """What lies on the day at hand."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Totals:
    """How much lies on the day at hand."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether a condition holds of the row at hand."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Describes:
    """The row at hand in the words of others, planned by ``plan`` of where it is read."""

    plan: Callable[[Site], Output]


Source = (
    Stored
    | Describes
    | Dates
    | Sliced
    | Totals
    | Holding
    | Embeds
    | Speaks
    | Lists
    | Related
    | Paged
    | Addresses
    | Picks
    | Identifies
    | Stands
    | Remembers
    | Itself
    | Logs
    | Knows
    | Came
    | Touched
    | Everything
    | Placed
    | Seen
)


@dataclass(frozen=True, slots=True)
class Acts:
    """A change: what is done with its input, and what that costs beside the answer."""

    act: Act
    cost: int = ACT


@dataclass(frozen=True, slots=True)
class Says:
    """An input field that says a column of another name."""

    column: str


@dataclass(frozen=True, slots=True)
class Spreads:
    """An input field whose own fields say columns of the row itself."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """An input field that compares a column; texts are searched in the column ``key``.

    What is compared with is read ``via`` a function that may refuse it.
    """

    column: Column
    key: Column | None = None
    via: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class FilteredThrough:
    """An input field that asks about related content of the model ``kept``."""

    tie: Tie
    model: type[Content]


@dataclass(frozen=True, slots=True)
class FilteredBy:
    """An input field with a meaning of its own: from the argument to a condition."""

    meaning: Callable[[Any], Condition]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The columns that an order's names stand for."""

    columns: Mapping[str, Column]
