"""The kinds of column that every noun is built from, alike on SQLite and on PostgreSQL.

The rule: a column's text on SQLite is the text that PostgreSQL would put into JSON, so that
a value looks the same whichever database built the answer.
"""

from datetime import UTC, datetime
from typing import Any

from tortoise import fields

OPEN = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of a window that nobody has closed."""


class Instant(fields.DatetimeField):  # type: ignore[type-arg]
    """A moment, kept in UTC. Naive datetimes are refused: they name no moment.

    On SQLite it is text: a TIMESTAMP there would be tried as a number at every comparison.
    """

    class _db_sqlite:
        SQL_TYPE = "TEXT"

    def to_python_value(self, value: Any) -> datetime | None:
        """Refuse what Tortoise would take for UTC."""
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(f"{self.model_field_name}: {value} has no time zone")
        return super().to_python_value(value)

    def to_db_value(self, value: Any, instance: Any) -> Any:
        """Return the moment in UTC."""
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError(f"{self.model_field_name}: {value} has no time zone")
            return value.astimezone(UTC)
        return super().to_db_value(value, instance)


class Localised(fields.JSONField[dict[str, Any]]):
    """Text per language: an object keyed by locale, such as ``{"sv": "Möte", "en": "Meeting"}``."""


class RichText(Localised):
    """Markdown per language, with what was computed from it when it was saved.

    Shape: ``{"sv": {"markdown": …, "html": …, "text": …}, …}``; the HTML is sanitised.
    """


class Code(fields.CharField[str]):
    """An address or a code, compared byte by byte whatever language the database speaks."""

    class _db_postgres:
        def __init__(self, field: fields.CharField[str]) -> None:
            self.field = field

        @property
        def SQL_TYPE(self) -> str:
            return f'VARCHAR({self.field.max_length}) COLLATE "C"'


class SortKey(fields.TextField):
    """A text's place in Swedish order, computed when written; compared byte by byte."""

    class _db_postgres:
        SQL_TYPE = 'TEXT COLLATE "C"'
