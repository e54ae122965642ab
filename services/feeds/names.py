"""Since when networks are called what they are called: feeds name them, and tell no more of them.

So a meeting in a feed has changed when a network of it got another name, and not when its text did.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from models.content import Audience
from models.network import Network
from services.compiler.compiling import DIALECTS
from services.compiler.scopes import table_of
from services.database.storage import Store, moment_of
from services.view import LOCALES


async def named_since(
    store: Store, ids: Iterable[str], locale: str, moment: datetime
) -> dict[str, datetime]:
    """Tell by id since when the networks have the names that they have at ``moment``."""
    dialect = DIALECTS[store.dialect]
    first, second = dialect.parameter(1), dialect.parameter(2)
    rows = await store.rows(
        f"SELECT entry_id, title, live_from FROM {table_of(Network)} "
        f"WHERE {dialect.among('entry_id', first)} AND live_from <= {second} "
        f"AND audience = {int(Audience.PUBLIC)} ORDER BY live_from",
        [[UUID(it) for it in sorted(set(ids))], moment],
    )
    found: dict[str, tuple[str, datetime]] = {}
    for entry, title, began in rows:
        name, known = _name(title, locale), found.get(str(entry))
        if known is None or known[0] != name:
            found[str(entry)] = name, moment_of(began)
    return {entry: since for entry, (_, since) in found.items()}


def _name(kept: Any, locale: str) -> str:
    title = orjson.loads(kept) if isinstance(kept, str | bytes) else kept
    return next((title[it] for it in (locale, *LOCALES) if title.get(it)), "")
