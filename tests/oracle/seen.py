"""What somebody sees: the rows of the world that stand in their window, for those eyes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.content.windows import Window, status
from tests.oracle.rows import Row, Rows

LOCALES = {"sv": ("sv", "en"), "en": ("en", "sv")}


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whoever looks, at which moment, with or without drafts, in which language first."""

    audience: int
    moment: datetime
    drafts: bool
    locale: str
    history: bool = False
    log: bool = False

    def see(self, row: Row) -> bool:
        if row["audience"] > self.audience:
            return False
        if self.drafts:
            return bool(row["newest"])
        since = row["live_from"]
        return since is not None and bool(since <= self.moment < row["live_until"])

    def saw(self, row: Row) -> bool:
        """Whether they see it or could have seen it before: its address may lead on."""
        if row["audience"] > self.audience:
            return False
        since = row["live_from"]
        return self.drafts or (since is not None and bool(since <= self.moment))

    def first(self, said: dict[str, Any] | None) -> Any:
        """Read a text that is kept per language."""
        texts = (said or {}).get(LOCALES[self.locale][0]), (said or {}).get(LOCALES[self.locale][1])
        return texts[0] if texts[0] is not None else texts[1]

    def language(self, said: dict[str, Any] | None) -> str | None:
        """Tell in which language a text is read, as answers name it."""
        there = [it for it in LOCALES[self.locale] if (said or {}).get(it) is not None]
        return there[0].upper() if there else None


@dataclass(slots=True)
class Seen:
    """The world as it looks through somebody's eyes."""

    rows: Rows
    eyes: Eyes
    _tables: dict[str, list[Row]] = field(default_factory=dict)

    def all(self, table: str) -> list[Row]:
        """Everything of a kind that can be seen."""
        if table not in self._tables:
            self._tables[table] = [row for row in self.rows[table] if self.eyes.see(row)]
        return self._tables[table]

    def entry(self, table: str, entry: str | None) -> Row | None:
        """The version of an entry that can be seen, if any."""
        return _only(row for row in self.all(table) if row["entry_id"] == entry)

    def table_of(self, row: Row) -> str:
        """Of which kind a version is."""
        return next(name for name, rows in self.rows.items() if any(it is row for it in rows))

    def status(self, row: Row) -> str | None:
        """Where the entry of a version stands, as far as the versions meant for these eyes tell."""
        if not self.eyes.history:
            return None
        versions = [
            it
            for it in self.rows[self.table_of(row)]
            if it["entry_id"] == row["entry_id"] and it["audience"] <= self.eyes.audience
        ]
        return str(status(tuple(map(_window, versions)), self.eyes.moment))

    def named(self, link: str, source: Row, table: str) -> list[Row]:
        """What a version names, in the editors' order."""
        links = [it for it in self.rows[link] if it["source_id"] == source["id"]]
        links.sort(key=lambda it: it["position"])
        found = (self.entry(table, it["target_id"]) for it in links)
        return [row for row in found if row is not None]

    def naming(self, link: str, target: Row, table: str) -> list[Row]:
        """The versions that name an entry."""
        sources = {
            it["source_id"] for it in self.rows[link] if it["target_id"] == target["entry_id"]
        }
        return [row for row in self.all(table) if row["id"] in sources]

    def addressed(self, table: str, column: str, address: str) -> Row | None:
        """What has an address now, or else whatever can be seen that had it last."""
        now = [row for row in self.all(table) if row[column] == address]
        if now:
            return _only(now)
        had = [
            row
            for row in self.rows[table]
            if row[column] == address and self.eyes.saw(row) and self.entry(table, row["entry_id"])
        ]
        had.sort(key=lambda row: row["entry_id"])
        had.sort(key=lambda row: str(row["live_from"] or ""), reverse=True)
        return self.entry(table, had[0]["entry_id"]) if had else None


def _window(row: Row) -> Window:
    return Window(
        id=row["id"],
        entry=row["entry_id"],
        version=row["version"],
        addresses=(),
        since=row["live_from"],
        until=row["live_until"],
        meant=row["live_until"],
        newest=row["newest"],
        live=row["live"],
        audience=row["audience"],
    )


def _only(rows: Iterable[Row]) -> Row | None:
    found = list(rows)
    assert len(found) <= 1, f"an entry is seen in two versions at once: {found}"
    return found[0] if found else None
