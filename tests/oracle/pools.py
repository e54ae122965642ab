"""What questions are filled in with: the words, ids, addresses and moments of their world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.oracle.nouns import TABLES
from tests.oracle.rows import Rows
from tests.oracle.saying import WORDS

UNKNOWN = "00000000-0000-7000-8000-000000000000"

UNTOLD = "2026-10-25T02:30:00"
"""A time on the clocks at which nothing begins."""

PIECES = ("", "å", "A", "ÅSA", "Får", "far", "KAFÉ", "kafe", "träff", "barn", "à", "an", "20", "ö")

CODES = (
    "0604", "06", "lena@example.org", "Biblioteket", "036-10 00 00", "Europe/Stockholm", "UTC",
    "Å",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pools:
    """Values that are likely to be found, and some that are not."""

    ids: Sequence[str]
    slugs: Sequence[str]
    paths: Sequence[str]
    moments: Sequence[str]
    times: Sequence[str]
    walls: Sequence[str]

    def texts(self, input_: str, name: str) -> Sequence[str]:
        """Give texts for a field of an input, or for an argument."""
        if input_ == "TextFilter":
            return (*WORDS, *PIECES)
        if name == "path":
            return self.paths
        return self.slugs if name == "slug" else (*CODES, *self.slugs[:4], *self.paths[:2])


def pools(rows: Rows) -> Pools:
    """Gather what the rows of a world say."""
    content = [row for table in TABLES.values() for row in rows[table]]
    moments = {row[name] for row in content for name in ("live_from", "saved_at") if row[name]}
    times = {row[name] for row in rows["meeting"] for name in ("starts_at", "ends_at")}
    return Pools(
        ids=[*sorted({row["entry_id"] for row in content}), UNKNOWN],
        slugs=[*sorted({row["slug"] for row in content}), "okänd"],
        paths=[*sorted({row["path"] for row in rows["page"]}), "/okänd"],
        moments=[text for moment in sorted(moments | times) for text in _written(moment)],
        times=[text for moment in sorted(times) for text in _written(moment)],
        walls=[*sorted({row["local_start"] for row in rows["meeting"]}), UNTOLD],
    )


def _written(moment: datetime) -> Sequence[str]:
    """Write a moment in two of the ways that RFC 3339 allows."""
    plain: str = moment.isoformat()
    return plain.replace("+00:00", "Z"), plain.replace("+00:00", "-00:00")


def literal(value: Any) -> str:
    """Write a text as GraphQL does."""
    said = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{said}"'
