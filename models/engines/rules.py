"""What the models' ``Meta`` demands of the database, in the SQL that both databases share.

Tortoise's templates know neither UNIQUE indexes nor CHECK constraints of a new table.
"""

from typing import Any

from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

UNIQUE = "UNIQUE"
"""The ``INDEX_TYPE`` of an index that is a rule, not only a way to find rows."""

HASH = "HASH"
"""The ``INDEX_TYPE`` of an index by equality, where the database knows one."""


def index_sql(sql: str, *, unique: bool) -> str:
    """Return the statement ``sql`` that creates an index, as a rule if ``unique``."""
    return sql.replace("CREATE INDEX", "CREATE UNIQUE INDEX", 1) if unique else sql


def checks(model: type[Model], template: str) -> list[str]:
    """Return the lines of a CREATE TABLE that say the model's CHECK constraints."""
    constraints: Any = model._meta.constraints or ()
    for constraint in constraints:
        if not isinstance(constraint, CheckConstraint):
            raise TypeError(
                f"{model.__name__}: say UNIQUE by Partial(unique=True), not {constraint}"
            )
    return [template.format(name=rule.name, check=rule.check) for rule in constraints]
