"""Texts that are made of a row's own columns, for readers who are given no columns to put together.

They are null where they have nothing to say.
"""

from dataclasses import dataclass

from services.compiler.values import Column, Constant, Value

BETWEEN = Constant("\n\n")
"""What stands between paragraphs."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Columns and values one behind the other; null where one of them is."""

    parts: tuple[Column | Value, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Those of ``columns`` that are there, with an empty line between them."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Zoned:
    """Local wall time with its offset from UTC (ISO 8601), which ``instant`` decides."""

    wall: Column
    instant: Column


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a local time (ISO 8601)."""

    wall: Column


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of whole days that end as the day of ``wall`` begins; at least ``first``'s."""

    wall: Column
    first: Column


@dataclass(frozen=True, slots=True)
class NearDay:
    """The day that begins nearest to ``moment``, on clocks that show ``wall`` at ``instant``.

    Whether those are put forward in between makes no difference to it.
    """

    moment: Column
    wall: Column
    instant: Column


Made = Joined | Paragraphs | Zoned | Day | LastDay | NearDay
