"""How a migration changes tables in SQLite, which must copy a table to change a column of it.

The rule: nothing that belongs to the table is lost with the copy: neither its indexes and
triggers nor, with ``foreign_keys`` off as the migration's connection has it, its children.
"""

from dataclasses import dataclass
from typing import Any

from tortoise.migrations.schema_editor.data import ModelSqlData
from tortoise.migrations.schema_editor.sqlite import SqliteSchemaEditor
from tortoise.models import Model

from models.engines.rules import UNIQUE, checks, index_sql

ATTACHED = """
SELECT sql, name, type FROM sqlite_master
WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class Attached:
    """An index or trigger of a table: the statement that makes it, and the columns it needs."""

    sql: str
    columns: frozenset[str]


class SqliteEditor(SqliteSchemaEditor):
    """Tortoise's schema editor, with the models' rules, and careful with what it copies."""

    _checks: list[str] = []

    def _get_inner_statements(self) -> list[str]:
        return self._checks

    def _get_model_sql_data(self, model: type[Model]) -> ModelSqlData:
        self._checks = checks(model, self.CHECK_CONSTRAINT_CREATE_TEMPLATE)
        return super()._get_model_sql_data(model)

    def _get_index_sql(
        self,
        model: type[Model],
        field_names: list[str],
        safe: bool = False,
        index_name: str | None = None,
        index_type: str | None = None,
        extra: str | None = None,
    ) -> str:
        sql = super()._get_index_sql(model, field_names, safe, index_name, None, extra)
        return index_sql(sql, unique=index_type == UNIQUE)

    async def _run_sql(self, sql: str) -> None:
        if self.collect_sql:
            self.collected_sql.append(sql)
        else:
            await self.client.execute_script(sql)

    async def _remake_table(
        self,
        model: type[Model],
        create_field: Any = None,
        delete_field: Any = None,
        alter_fields: Any = None,
    ) -> None:
        columns = model._meta.fields_map  # a relation's column is there twice, by both its names
        column = columns.pop(getattr(delete_field, "source_field", None) or "", None)
        try:
            await self._copied(model, create_field, delete_field, alter_fields)
        finally:
            if column is not None:
                columns[delete_field.source_field] = column

    async def _copied(self, model: type[Model], *changes: Any) -> None:
        if self.collect_sql:
            await super()._remake_table(model, *changes)
            return
        table = model._meta.db_table
        attached = await self._attached(table)
        await self._run_sql("PRAGMA legacy_alter_table=ON")  # other tables' triggers may name it
        try:
            await super()._remake_table(model, *changes)
        finally:
            await self._run_sql("PRAGMA legacy_alter_table=OFF")
        columns = await self._columns(f'PRAGMA table_info("{table}")')
        for part in attached:
            if part.columns <= columns:
                await self._run_sql(part.sql)

    async def _attached(self, table: str) -> list[Attached]:
        _, rows = await self.client.execute_query(ATTACHED, [table])
        return [
            Attached(
                row["sql"],
                await self._columns(f'PRAGMA index_info("{row["name"]}")')
                if row["type"] == "index"
                else frozenset(),
            )
            for row in rows
        ]

    async def _columns(self, pragma: str) -> frozenset[str]:
        _, rows = await self.client.execute_query(pragma)
        return frozenset(row["name"] for row in rows if row["name"] is not None)
