"""PostgreSQL as an engine of Tortoise: a small pool whose transactions survive being cancelled.

The rules: who is cancelled gives the connection back; waiting for one is bounded in time;
where the server is stands in one address, read by asyncpg itself.
"""

from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    PoolConnectionWrapper,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections
from tortoise.migrations.schema_editor.base_postgres import BasePostgresSchemaEditor
from tortoise.migrations.schema_editor.data import ModelSqlData
from tortoise.models import Model

from models.engines.errors import LOST, Unreachable, Unsure
from models.engines.rules import UNIQUE, checks, index_sql

OURS = ("min_size", "max_size", "server_settings", "command_timeout", "timeout")


class PostgresqlEditor(BasePostgresSchemaEditor):
    """Tortoise's schema editor, with the models' rules."""

    _checks: list[str] = []

    def _get_inner_statements(self) -> list[str]:
        return self._checks

    def _get_model_sql_data(self, model: type[Model]) -> ModelSqlData:
        self._checks = checks(model, self.CHECK_CONSTRAINT_CREATE_TEMPLATE)
        return super()._get_model_sql_data(model)

    def _get_index_sql(
        self,
        model: type[Model],
        field_names: Any,
        safe: bool = False,
        index_name: str | None = None,
        index_type: str | None = None,
        extra: str | None = None,
    ) -> str:
        unique = index_type == UNIQUE
        kind = None if unique else index_type
        sql = super()._get_index_sql(model, field_names, safe, index_name, kind, extra)
        return index_sql(sql, unique=unique)


def lost(connection: Any) -> bool:
    """Say whether a connection of the pool is closed, or has been taken back since."""
    return connection._con is None or connection.is_closed()


async def as_it_is(connection: Any) -> None:
    """Take a connection back as it is: what a transaction did is over, so nothing is to be reset.

    asyncpg would ask the server to forget settings, locks and cursors, a round trip each time.
    """


class Entering(TransactionContextPooled):
    """The way into a transaction: whoever is cancelled on it leaves the connection behind."""

    client: Any

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        try:
            await self._begin()
        except LOST:  # nothing is written yet, and the pool has others
            await self._begin_anew()
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client  # type: ignore[no-any-return]

    async def __aexit__(self, failure: Any, value: Any, traceback: Any) -> None:
        try:
            if failure and lost(self.client._connection):
                if isinstance(value, (*LOST, asyncpg.InterfaceError)):
                    raise Unreachable("The database closed the connection.") from value
            elif not self.client._finalized:
                await (self.client.rollback() if failure else self._keep())
        finally:
            get_connections().reset(self.token)  # before the next await, which may be cancelled
            await self._give_back()

    async def _begin(self) -> None:
        self.client._connection = await self.client._parent.acquired()
        try:
            await self.client.begin()
        except BaseException:
            await self._give_back()
            raise

    async def _begin_anew(self) -> None:
        try:
            await self._begin()
        except LOST as error:
            raise Unreachable(f"The database cannot be reached: {error}.") from error

    async def _keep(self) -> None:
        try:
            await self.client.commit()
        except (*LOST, asyncpg.InterfaceError) as error:
            raise Unsure("The connection was lost while a change was being kept.") from error

    async def _give_back(self) -> None:
        if pool := self.client._parent._pool:
            await pool.release(self.client._connection)  # shielded by asyncpg


class Borrowing(PoolConnectionWrapper[Any]):
    """A connection for one statement outside of transactions."""

    async def __aenter__(self) -> Any:
        await self.ensure_connection()
        client: Any = self.client
        self.connection = await client.acquired()
        return self.connection


class Client(AsyncpgDBClient):
    """The writers' pool. Nothing but what is made by ``migrate`` makes its tables."""

    schema_editor = PostgresqlEditor

    def __init__(self, address: str, patience: float, **credentials: Any) -> None:
        super().__init__(**credentials)
        self.address = address
        self.patience = patience

    async def create_pool(self, **settings: Any) -> Any:
        ours = {name: settings[name] for name in OURS if name in settings}
        return await asyncpg.create_pool(self.address, reset=as_it_is, **ours)

    async def acquired(self) -> Any:
        """Take a connection from the pool, or raise `Unreachable` when none comes free in time."""
        assert self._pool is not None
        try:
            return await self._pool.acquire(timeout=self.patience)
        except TimeoutError as error:
            raise Unreachable(f"No connection came free within {self.patience:g} s.") from error

    def acquire_connection(self) -> PoolConnectionWrapper[Any]:
        return Borrowing(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContext:
        return Entering(TransactionWrapper(self), self._pool_init_lock)


client_class = Client
