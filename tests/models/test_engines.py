"""The engines alone: texts of moments, statements of scripts, and what a migration compares."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from tortoise.migrations.schema_generator.state_diff import _index_signature

from models.engines.sqlite import adapted, instant_text, statements
from models.indexes import Partial


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 1, 1, 8, tzinfo=UTC), "2026-01-01T08:00:00+00:00"),
        (datetime(2026, 1, 1, 8, 0, 10, tzinfo=UTC), "2026-01-01T08:00:10+00:00"),
        (datetime(2026, 1, 1, 8, 0, 0, 500000, tzinfo=UTC), "2026-01-01T08:00:00.5+00:00"),
        (datetime(2026, 1, 1, 8, 0, 0, 120, tzinfo=UTC), "2026-01-01T08:00:00.00012+00:00"),
        (
            datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
            "2025-12-31T23:30:00+00:00",
        ),
        (datetime(33, 4, 3, tzinfo=UTC), "0033-04-03T00:00:00+00:00"),
    ],
)
def test_a_moment_is_the_text_that_postgresql_puts_into_json(moment: datetime, text: str) -> None:
    assert instant_text(moment) == text


def test_what_sqlite_has_no_type_for_becomes_text() -> None:
    assert adapted(UUID(int=1)) == "00000000-0000-0000-0000-000000000001"
    assert adapted(date(2026, 1, 1)) == "2026-01-01"
    assert adapted([UUID(int=1), "å", 1]) == '["00000000-0000-0000-0000-000000000001", "å", 1]'
    with pytest.raises(TypeError, match="SQLite keeps no set"):
        adapted({1})


def test_a_script_is_split_into_statements_and_a_trigger_is_one() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nSELECT ';';\nEND;"

    assert [*statements(f"SELECT ';' ; {trigger} ;; SELECT 2")] == [
        "SELECT ';' ;",
        trigger,
        "SELECT 2;",
    ]
    assert [*statements(" ; \n")] == []


def test_an_index_that_becomes_a_rule_is_a_change() -> None:
    signatures = {
        _index_signature(Partial(fields=["slug"], name="slug", where=where, unique=unique))
        for where in ("", "live")
        for unique in (False, True)
    }

    assert len(signatures) == 4


def test_a_migration_writes_an_index_as_it_is() -> None:
    index = Partial(fields=["slug"], name="slug", where="live", unique=True)
    path, arguments, named = index.deconstruct()

    assert (path, arguments) == ("models.indexes.Partial", [])
    assert Partial(**named) == index
