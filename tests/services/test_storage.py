"""The storage floor, on real databases: what it answers, what it refuses, what it leaves behind."""

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from models import Entry
from services.database import connecting
from services.database.storage import Store, Unreachable, opened
from tests.catalogue import left_open

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
STOCKHOLM = timezone(timedelta(hours=2))


def numbered(store: Store, sql: str) -> str:
    """Return the statement with the placeholders of the store's dialect."""
    return sql.replace("$", "?") if store.dialect == "sqlite" else sql


async def entries(store: Store) -> int:
    """Count the entries as readers see them."""
    row = await store.read("SELECT count(*) FROM entry", [])
    assert row is not None
    return int(row[0])


async def break_off(store: Store) -> None:
    """Write something, and fail before it is kept."""
    async with store.writing():
        await Entry.create(kind="undone", created_at=NOON)
        raise ZeroDivisionError


async def keep_twice(store: Store) -> None:
    """Write what the database refuses."""
    async with store.writing():
        await Entry.create(id=UUID(int=1), kind="page", created_at=NOON)
        await Entry.create(id=UUID(int=1), kind="page", created_at=NOON)


async def test_a_read_answers_the_first_row_and_rows_answers_all(store: Store) -> None:
    assert await store.read("SELECT 1, 'å'", []) == (1, "å")
    assert await store.read("SELECT 1 WHERE false", []) is None
    assert await store.rows("SELECT 1 UNION SELECT 2 ORDER BY 1", []) == [(1,), (2,)]
    assert await store.rows("SELECT 1 WHERE false", []) == []
    assert store.statements == 4


async def test_values_arrive_as_what_they_are(store: Store) -> None:
    key = UUID("0192f3a0-0000-7000-8000-000000000001")
    moment = datetime(2026, 6, 1, 14, 0, 0, 250000, tzinfo=STOCKHOLM)
    values = [key, moment, date(2026, 6, 1), "å'", 2**40, 1.5, True, None]
    kinds = ["uuid", "timestamptz", "date", "text", "bigint", "float8", "bool", "text"]

    if store.dialect == "sqlite":
        columns = ", ".join(f"?{place}" for place in range(1, 9))
        said = await store.read(f"SELECT json_array({columns})", values)
        truth, expected = "1", '"2026-06-01T12:00:00.25+00:00","2026-06-01"'
    else:
        columns = ", ".join(f"${place}::{kind}" for place, kind in enumerate(kinds, 1))
        said = await store.read(f"SELECT json_build_array({columns})::text", values)
        truth, expected = "true", '"2026-06-01T12:00:00.25+00:00","2026-06-01"'

    assert said is not None
    assert said[0].replace(", ", ",") == (
        f'["0192f3a0-0000-7000-8000-000000000001",{expected},"å\'",1099511627776,1.5,{truth},null]'
    )


async def test_a_list_is_one_value(store: Store) -> None:
    keys = [UUID(int=3), UUID(int=1), UUID(int=2)]
    async with store.writing():
        for key in (UUID(int=1), UUID(int=2)):
            await Entry.create(id=key, kind="page", created_at=NOON)

    among = (
        "SELECT value FROM json_each(?1)"
        if store.dialect == "sqlite"
        else "SELECT unnest($1::uuid[])"
    )
    found = await store.rows(f"SELECT id FROM entry WHERE id IN ({among}) ORDER BY id", [keys])

    assert [str(key) for (key,) in found] == [str(UUID(int=1)), str(UUID(int=2))]


async def test_bytes_stay_bytes(store: Store) -> None:
    sql = "SELECT CAST(?1 AS BLOB)" if store.dialect == "sqlite" else "SELECT $1::bytea"

    assert await store.read(sql, [b"\x00\xff"]) == (b"\x00\xff",)


async def test_moments_are_the_same_text_on_both_databases_and_sort_by_time(store: Store) -> None:
    moments = [
        datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 1, 1, 8, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 1, 1, 8, 0, 0, 500000, tzinfo=UTC),
        datetime(2026, 1, 1, 8, 0, 0, 510000, tzinfo=UTC),
        datetime(2026, 1, 1, 8, 0, 1, tzinfo=UTC),
        datetime(2026, 1, 1, 10, tzinfo=STOCKHOLM) + timedelta(seconds=2),
        datetime(9999, 12, 31, tzinfo=UTC),
    ]
    async with store.writing():
        for moment in reversed(moments):
            await Entry.create(kind="page", created_at=moment)
    text = "created_at" if store.dialect == "sqlite" else "to_json(created_at)#>>'{}'"

    found = await store.rows(f"SELECT {text} FROM entry ORDER BY created_at", [])

    assert [moment for (moment,) in found] == [
        "2026-01-01T08:00:00+00:00",
        "2026-01-01T08:00:00.000005+00:00",
        "2026-01-01T08:00:00.5+00:00",
        "2026-01-01T08:00:00.51+00:00",
        "2026-01-01T08:00:01+00:00",
        "2026-01-01T08:00:02+00:00",
        "9999-12-31T00:00:00+00:00",
    ]
    assert await Entry.filter(created_at=moments[0]).count() == 1
    assert await Entry.filter(created_at__gt=moments[2]).count() == 4
    assert (await Entry.get(created_at=moments[5])).created_at == moments[5]


async def test_updating_keeps_the_same_text_of_a_moment(store: Store) -> None:
    entry = await Entry.create(kind="page", created_at=NOON)
    later = datetime(2026, 6, 1, 15, tzinfo=STOCKHOLM)
    text = "created_at" if store.dialect == "sqlite" else "to_json(created_at)#>>'{}'"
    entry.created_at = later
    await entry.save()
    saved = await store.read(f"SELECT {text} FROM entry", [])
    await Entry.all().update(created_at=later + timedelta(hours=1))
    updated = await store.read(f"SELECT {text} FROM entry", [])
    await Entry.bulk_update([entry], ["created_at"])

    assert saved == ("2026-06-01T13:00:00+00:00",)
    assert updated == ("2026-06-01T14:00:00+00:00",)
    assert await store.read(f"SELECT {text} FROM entry", []) == saved


async def test_a_moment_without_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001

    with pytest.raises(ValueError, match="has no time zone"):
        await Entry.create(kind="page", created_at=naive)
    if store.dialect == "sqlite":
        with pytest.raises(ValueError, match="has no time zone"):
            await store.read("SELECT ?1", [naive])


async def test_a_transaction_sees_its_own_writes_and_readers_the_state_before(store: Store) -> None:
    async with store.writing() as written:
        entry = await Entry.create(kind="page", created_at=NOON)
        seen = await written.read(
            numbered(store, "SELECT kind FROM entry WHERE id = $1"), [entry.id]
        )
        assert seen == ("page",)
        assert await written.rows("SELECT count(*) FROM entry", []) == [(1,)]
        assert await Entry.all().count() == 1
        assert await entries(store) == 0
    assert await entries(store) == 1


async def test_what_an_exception_leaves_is_undone(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await break_off(store)
    with pytest.raises(IntegrityError):
        await keep_twice(store)

    assert await entries(store) == 0
    async with store.writing():
        await Entry.create(kind="page", created_at=NOON)
    assert await entries(store) == 1


async def test_a_transaction_inside_another_is_undone_alone(store: Store) -> None:
    async with store.writing():
        await Entry.create(kind="kept", created_at=NOON)
        with pytest.raises(ZeroDivisionError):
            await break_off(store)
        async with store.writing():
            await Entry.create(kind="kept", created_at=NOON)

    assert await store.rows("SELECT kind FROM entry", []) == [("kept",), ("kept",)]


async def test_writers_take_turns(store: Store) -> None:
    key = (await Entry.create(kind="0", created_at=NOON)).id

    async def count() -> None:
        async with store.writing():
            entry = await Entry.get(id=key)
            await asyncio.sleep(0)
            entry.kind = str(int(entry.kind) + 1)
            await entry.save()

    await asyncio.gather(*(count() for _ in range(30)))

    assert (await Entry.get(id=key)).kind == "30"


async def test_the_connections_that_read_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        await store.read("DELETE FROM entry", [])


async def test_a_wrong_statement_fails_and_harms_nothing(store: Store) -> None:
    for _ in range(20):
        with pytest.raises(Exception, match="nonsense"):
            await store.read("SELECT * FROM nonsense", [])

    assert await store.read("SELECT 1", []) == (1,)


async def test_postgresql_is_told_how_to_behave(store: Store) -> None:
    if store.dialect == "sqlite":
        return
    names = ["jit", "TimeZone", "plan_cache_mode", "statement_timeout", "transaction_read_only"]
    columns = ", ".join(f"current_setting('{name}')" for name in names)

    told = await store.read(f"SELECT {columns}", [])

    assert told == ("off", "UTC", "force_generic_plan", "10s", "on")
    async with store.writing() as written:
        assert await written.read("SELECT current_setting('statement_timeout')", []) == ("30s",)


async def test_closing_leaves_nothing_open(database: str) -> None:
    async with opened(database) as store:
        await asyncio.gather(*(store.read("SELECT 1", []) for _ in range(20)))
        await Entry.create(kind="page", created_at=NOON)

    assert await left_open(database) == 0


async def test_opening_that_fails_leaves_nothing_open(database: str) -> None:
    with pytest.raises(ZeroDivisionError):
        async with opened(database):
            raise ZeroDivisionError
    async with opened(database) as store:
        assert await store.read("SELECT 1", []) == (1,)

    assert await left_open(database) == 0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "knutpunkt.db",
        "mysql://anna:hemlig@localhost/x",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite:////nowhere/knutpunkt.db",
        "sqlite:///etc/hostname",
        "postgresql://anna:hemlig@127.0.0.1:1/x",
        "postgresql://anna:hemlig@127.0.0.1:hemlig/x",
        "postgresql://anna:hemlig@/x?host=/nowhere",
        "postgresql://anna:hem:lig@lig@[/x",
    ],
)
async def test_a_database_that_is_not_there_is_unreachable_and_its_password_unsaid(
    url: str,
) -> None:
    with pytest.raises(Unreachable) as refused:
        async with opened(url, patience=1):
            pass

    assert str(refused.value).endswith(".")
    assert "lig" not in str(refused.value)
    assert "hemlig" not in str(refused.value.__cause__)


async def test_a_server_says_why_it_refuses(postgresql_migrated: str) -> None:
    with pytest.raises(Unreachable) as refused:
        async with opened(postgresql_migrated.replace("/test", "/nowhere")):
            pass

    assert str(refused.value).endswith('database "nowhere0" does not exist.')


async def test_a_server_that_is_too_old_is_refused(
    postgresql_migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(postgresql_migrated) as store:
        [[major]] = await store.rows(
            "SELECT current_setting('server_version_num')::int / 10000", []
        )
    monkeypatch.setattr(connecting, "OLDEST", major + 1)

    with pytest.raises(Unreachable) as refused:
        async with opened(postgresql_migrated):
            pass

    assert str(refused.value).endswith(f"is PostgreSQL {major}; it must be {major + 1} or later.")
    assert await left_open(postgresql_migrated) == 0
