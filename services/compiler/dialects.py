"""What the compiler needs to be told in a database's own words; the two that know them are beside.

Nothing above a dialect knows which database it writes for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.compiler.values import Kind


@dataclass(frozen=True, slots=True)
class Expression:
    """SQL of a value, and its kind in a plan; ``json`` is JSON already.

    JSON that is joined of texts keeps how it comes about: ``template`` with a ``%s`` for each of
    ``arguments``. Such JSON is never null.
    """

    sql: str
    kind: Kind
    template: str = ""
    arguments: tuple[str, ...] = ()


Named = Sequence[tuple[str, Expression]]


class Dialect(Protocol):
    name: str

    def parameter(self, number: int) -> str:
        """Stand for the value bound in place ``number``, counted from 1."""

    def within(self, column: str, path: Sequence[str]) -> str:
        """Reach the text at ``path`` in a JSON column."""

    def inside(self, column: str, path: Sequence[str]) -> str:
        """Reach the JSON at ``path`` in a JSON column."""

    def told(self, value: Expression) -> str:
        """Write a value as JSON text; null is a value as well."""

    def handed_over(self, text: str) -> str:
        """Give a text out as bytes in UTF-8, for nobody to decode on its way."""

    def listed(self, text: str, order: str = "") -> str:
        """Aggregate texts into one, with commas between; an empty one if there are none."""

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        """Write the JSON array of a signature and keys as hexadecimal digits of its UTF-8."""

    def json(self, parameter: str) -> str:
        """Take a bound text for JSON."""

    def instant(self, text: str) -> str:
        """Take a text for a moment, to be compared with a column of such."""

    def items(self, column: str, alias: str) -> str:
        """List the elements of a JSON column: ``alias.value``, in order of ``alias.key``."""

    def ids(self, parameter: str, alias: str) -> str:
        """List the bound ids as a table: ``alias.value``, in order of ``alias.key``."""

    def likely(self, column: str, operator: str, parameter: str) -> str:
        """Compare a column with a value that nearly every row passes."""

    def among(self, column: str, parameter: str) -> str:
        """Tell whether the column equals one of a bound list."""

    def contains(self, column: str, parameter: str) -> str:
        """Tell whether the text holds the bound one."""

    def starts(self, column: str, parameter: str) -> str:
        """Tell whether the text begins with the bound one."""

    def zoned(self, wall: str, instant: str) -> str:
        """Write local time with its offset from UTC: how far it is from the moment meant by it."""

    def day(self, wall: str) -> str:
        """Write the day of a local time."""

    def last_day(self, wall: str, first: str) -> str:
        """Write the day before that of a local time; not before that of another."""

    def near_day(self, moment: str, wall: str, instant: str) -> str:
        """Write the day that begins nearest to a moment, as far from UTC as ``zoned`` tells."""
