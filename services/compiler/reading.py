"""Run a compiled statement: bind what the request and its view bring along, take the JSON."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.compiler.compiling import DIALECTS, Statement
from services.database.storage import Store, TooDeep
from services.errors import bad_input
from services.view import View

SEVERAL = (list, tuple)


async def read(
    store: Store, statement: Statement, variables: Mapping[str, Any], view: View
) -> tuple[bytes | None, ...]:
    """Read the JSON of each root, in the order they were compiled."""
    if not statement.sql:
        return ()
    values = bound(statement, variables, view)
    try:
        row = await store.read(statement.sql, values)
    except TooDeep:
        said = "Lists and filters go too deep into one another here for one statement."
        raise bad_input(f"{said} Ask for less at once.") from None
    if row is None:
        raise RuntimeError("a statement without FROM found no row")
    return row


def bound(statement: Statement, variables: Mapping[str, Any], view: View) -> list[Any]:
    """Give the values to bind; raises ``Refused`` for one that cannot be used."""
    values = [value.read(variables, view) for value in statement.values]
    for value in values:
        for text in value if isinstance(value, SEVERAL) else (value,):
            if isinstance(text, str) and "\0" in text:  # PostgreSQL cannot even be asked about it
                raise bad_input("A text must not hold the character NUL (U+0000).")
    return values


async def names_of_accounts(store: Store, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Tell the names of the accounts and of the tokens that there are among ``ids``."""
    dialect = DIALECTS[store.dialect]
    among = dialect.among("id", dialect.parameter(1))
    rows = await store.rows(
        f"SELECT id, name FROM account WHERE {among} "
        f"UNION ALL SELECT id, name FROM api_token WHERE {among}",
        [list(ids)],
    )
    return {UUID(str(id_)): name for id_, name in rows}
