"""What the compiler needs to be told in a database's own words; the two that know them are beside.

Nothing above a dialect knows which database it writes for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.values import Kind


@dataclass(frozen=True, slots=True)
class Expression:
    """SQL of a value, and its kind in a plan; ``json`` is JSON already.

    A dialect that joins texts keeps how the text comes about: ``template`` with a ``%s`` for each
    of ``arguments``. Such JSON is never null.
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

    def object(self, fields: Named) -> Expression:
        """Build an object over the row at hand, or over an aggregate."""

    def first(self, fields: Named, tail: str) -> Expression:
        """Build an object of the row that ``tail`` (FROM …) finds, or null."""

    def every(self, fields: Named, columns: Sequence[str], tail: str) -> Expression:
        """Build the list of objects of the rows that ``tail`` finds, in its order.

        ``columns``, all of one table, are those that ``fields`` read.
        """

    def gather(self, value: Expression, order: str, where: str) -> Expression:
        """Aggregate JSON values into a list, of the rows for which ``where`` holds.

        The rows come in the order that is asked for already.
        """

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        """Write the JSON array of a signature and keys as hexadecimal digits of its UTF-8."""

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
