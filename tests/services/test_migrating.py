"""Migrations: the tables are what the models say, and on the way there nothing is lost."""

import asyncio
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tortoise.exceptions import OperationalError
from tortoise.models import Model

import models
from services.database.migrating import differences, draft, migrate, pending, written
from services.database.storage import Store, opened
from tests.catalogue import Catalogue, catalogue, left_open
from tests.filling import fill, rows

Package = Callable[..., str]

INDEX = re.compile(
    r"CREATE (UNIQUE )?INDEX (\w+) ON \w+ (?:USING (\w+) )?\(([\w, ]+)\)( WHERE .+)?$"
)

CHANGES = """
        ops.AlterField("Entry", "kind", fields.CharField(max_length=80)),
        ops.AlterField("Network", "slug", fields.CharField(max_length=400)),
        ops.AddConstraint("Network", CheckConstraint(check="position >= 0", name="network_first")),
        ops.RemoveField("Meeting", "venue_organisation"),
"""
BROKEN = """
        ops.AlterField("Entry", "kind", fields.CharField(max_length=80)),
        ops.RunSQL("INSERT INTO nowhere VALUES (1)"),
"""
ORPHANS = """
        ops.RunSQL("DELETE FROM entry"),
"""
DATA = """
        ops.RunPython(shout),
        ops.AddField("Entry", "loud", fields.CharField(max_length=40, null=True)),
        ops.RunPython(shout),
"""
TRIGGERS = """
CREATE TRIGGER network_said AFTER INSERT ON network BEGIN
    UPDATE entry SET kind = 'network' WHERE id = new.entry_id;
    UPDATE entry SET kind = kind WHERE id = new.entry_id;
END;
CREATE TRIGGER contact_said AFTER INSERT ON contact BEGIN
    UPDATE network SET position = 1 WHERE entry_id = new.entry_id;
END;
"""
TEMPLATE = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

async def shout(apps, schema_editor):
    Entry = apps.get_model("models.Entry")
    for entry in await Entry.all():
        entry.kind = entry.kind.upper()
        await entry.save()
        await Entry.create(kind="new", created_at=entry.created_at)

class Migration(migrations.Migration):
    dependencies = [("models", "{last}")]
    operations = [{operations}]
"""
MIGRATE = """
import asyncio, sys
from services.database.migrating import migrate
print(asyncio.run(migrate(sys.argv[1], lambda name: None)))
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """Make a package of migrations: ours and one more with those operations, or none at all."""

    def made(operations: str = "") -> str:
        folder = tmp_path / f"migrations_{tmp_path.name}"
        if operations:
            shutil.copytree(Path(models.__path__[0]) / "migrations", folder)
            more = TEMPLATE.format(last=written()[-1], operations=operations)
            (folder / "9999_more.py").write_text(more)
        else:
            folder.mkdir()
            (folder / "__init__.py").touch()
        monkeypatch.syspath_prepend(tmp_path)
        return folder.name

    return made


@pytest.fixture
async def own(blank: str) -> str:
    """The URL of a migrated database whose tables may be changed."""
    await migrate(blank, unheard)
    return blank


async def described(url: str) -> Catalogue:
    async with opened(url) as store:
        return await catalogue(store)


def unheard(name: str) -> None:
    """Take no notice."""


async def test_the_migrations_say_what_the_models_say() -> None:
    assert [writer.as_string() for writer in await differences()] == []


async def test_a_migrated_database_is_one_made_straight_from_the_models(
    database: str, blank: str, package: Package
) -> None:
    fresh = package()
    await draft("straight_from_the_models", fresh)

    applied = await migrate(blank, unheard, migrations=fresh)

    assert applied == ["0001_straight_from_the_models"]
    assert await described(blank) == await described(database)


async def test_every_rule_of_the_models_is_in_the_database(store: Store) -> None:
    everything = await catalogue(store)
    tables: list[Any] = [*filter(is_table, vars(models).values())]
    assert len(tables) > 20
    for model in tables:
        table = model._meta.db_table
        found = everything.of(table)
        indexes = [INDEX.match(str(sql).replace('"', "")) for _, _, sql in found.indexes]
        kinds = ("btree", "hash") if store.dialect == "postgresql" else (None, None)

        assert {
            (it[2], it[1] is not None, it[3], tuple(it[4].split(", ")), it[5] is not None)
            for it in indexes
            if it and it[2] != f"{table}_pkey"
        } == {
            (it.name, it.unique, kinds[it.hashed], tuple(it.fields), bool(it.where))
            for it in model._meta.indexes or ()
        }
        for rule in model._meta.constraints or ():
            assert [line for line in found.lines if f"{rule.name}" in str(line)] != []


def is_table(it: object) -> bool:
    return isinstance(it, type) and issubclass(it, Model)


async def test_sort_keys_are_compared_byte_by_byte(store: Store) -> None:
    if store.dialect == "sqlite":
        return  # its columns compare bytes unless they are told otherwise
    lines = (await catalogue(store)).lines
    keys = [line for line in lines if str(line[1]).endswith(("_key", "_key_sv", "_key_en"))]

    assert {line[4] for line in keys} == {"C"}


async def test_changing_columns_of_filled_tables_loses_nothing(own: str, package: Package) -> None:
    async with opened(own) as store:
        await fill(store)
        before, kept = await catalogue(store), await rows(store)

    applied = await migrate(own, unheard, migrations=package(CHANGES))

    assert applied == ["9999_more"]
    for meeting in kept["meeting"]:
        del meeting["venue_organisation_id"]
    async with opened(own) as store:
        after = await catalogue(store)
        assert await rows(store) == kept
    assert after.indexes == before.without("meeting_venue").indexes
    assert after.triggers == before.triggers
    gone, come = before.lines - after.lines, after.lines - before.lines
    assert sorted(names(gone)) == ["kind", "slug", "venue_organisation_id"]
    assert sorted(names(come)) == ["kind", "network_first", "slug"]


def names(lines: frozenset[tuple[object, ...]]) -> list[str]:
    """Return what the columns and constraints are called."""
    words = [str(line[1]).replace("CONSTRAINT ", "").split()[0] for line in lines]
    return [word.strip('"') for word in words if not word.endswith("_fkey")]


async def test_copying_a_table_keeps_the_triggers_that_name_it(
    sqlite_blank: str, package: Package
) -> None:
    await migrate(sqlite_blank, unheard)
    with closing(sqlite3.connect(sqlite_blank.removeprefix("sqlite://"))) as connection:
        connection.executescript(TRIGGERS)
    before = await described(sqlite_blank)

    await migrate(sqlite_blank, unheard, migrations=package(CHANGES))

    after = await described(sqlite_blank)
    assert len(after.triggers) == 2
    assert after.triggers == before.triggers


async def test_a_migration_that_fails_changes_nothing(own: str, package: Package) -> None:
    async with opened(own) as store:
        await fill(store)
        before, kept = await catalogue(store), await rows(store)

    with pytest.raises(OperationalError):
        await migrate(own, unheard, migrations=package(BROKEN))

    async with opened(own) as store:
        assert (await catalogue(store), await rows(store)) == (before, kept)
        assert await pending(store) == []


async def test_a_migration_on_sqlite_may_not_leave_rows_without_what_they_refer_to(
    sqlite_blank: str, package: Package
) -> None:
    await migrate(sqlite_blank, unheard)
    async with opened(sqlite_blank) as store:
        await fill(store)
        kept = await rows(store)

    with pytest.raises(RuntimeError, match="Rows would lose what they refer to"):
        await migrate(sqlite_blank, unheard, migrations=package(ORPHANS))

    async with opened(sqlite_blank) as store:
        assert await rows(store) == kept


async def test_a_migration_may_move_data_before_and_after_it_adds_a_column(
    own: str, package: Package
) -> None:
    async with opened(own) as store:
        await fill(store)
        before = len((await rows(store))["entry"])

    await migrate(own, unheard, migrations=package(DATA))

    async with opened(own) as store:
        assert len((await rows(store))["entry"]) == 4 * before


async def test_processes_that_migrate_at_once_all_succeed(blank: str) -> None:
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", MIGRATE, blank, stdout=-1, stderr=-1
        )
        for _ in range(3)
    ]

    ends = [await process.communicate() for process in processes]

    assert [error for _, error in ends] == [b"", b"", b""]
    assert sorted(out.decode().strip() for out, _ in ends) == [str(written()), "[]", "[]"]


async def test_migrating_reports_each_name_and_is_done_once(blank: str) -> None:
    heard: list[str] = []

    assert await migrate(blank, heard.append) == written()
    assert heard == written()
    assert await migrate(blank, heard.append) == []
    assert heard == written()


async def test_what_is_not_applied_is_pending(blank: str, package: Package) -> None:
    await migrate(blank, unheard, migrations=package())
    async with opened(blank) as store:
        assert await pending(store) == written()
    await migrate(blank, unheard)
    async with opened(blank) as store:
        assert await pending(store) == []


async def test_migrating_closes_what_it_opened(blank: str) -> None:
    await migrate(blank, unheard)

    assert await left_open(blank) == 0


async def test_a_draft_is_a_migration_of_what_has_changed(package: Package) -> None:
    fresh = package()

    path = await draft("all that there is", fresh)

    assert path is not None
    assert path.name == "0001_all_that_there_is.py"
    assert path.read_text().startswith('"""All that there is."""\n')
    assert await draft("nothing", fresh) is None
