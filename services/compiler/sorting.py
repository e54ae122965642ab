"""Of which kinds ids are, before it can be planned what is asked of them.

The rule: an id of what cannot be seen is sorted like one that never was. Otherwise the price of an
answer, or what is refused of it, would tell that there is such an entry, and of which kind.
"""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

import orjson

from models.nouns import BY_KIND
from services.compiler.compiling import Statement, compile_statement
from services.compiler.plan import USUALLY, ByIds, Text
from services.compiler.reading import read
from services.compiler.values import Variable
from services.content.standing import kinds_of
from services.database.address import Dialect
from services.database.storage import Store
from services.policy import Right, permitted
from services.view import Sight, View


async def kinds_of_ids(store: Store, ids: Sequence[UUID], view: View) -> dict[UUID, str]:
    """Tell the kinds of those entries that can be seen among ``ids``.

    Those who write are told of all: what they ask for may come to be seen by what they do first.
    """
    if permitted(view.viewer, Right.WRITE):
        return await kinds_of(store, ids)
    [told] = await read(store, _sorting(store.dialect, view.sight), {"ids": [*ids]}, view)
    found = orjson.loads(told or b"[]")
    return {id_: it["kind"] for id_, it in zip(ids, found, strict=True) if it}


@cache
def _sorting(dialect: Dialect, sight: Sight) -> Statement:
    kinds = tuple((model, (("kind", Text(kind)),)) for kind, model in BY_KIND.items())
    return compile_statement([ByIds(Variable(("ids",)), kinds, USUALLY)], dialect, sight)
