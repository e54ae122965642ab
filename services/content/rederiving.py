"""Computing anew what follows from what versions say: HTML, plain text, places in Swedish order.

For a column that came to tables with content in them, and for texts that are rendered otherwise
than before. What was said stays as it is: there is no new version, and no event. UTC instants are
left alone, for new rules of a zone are told (``services/clocks/rezoning.py``).
"""

from typing import Any

from models.content import Content
from models.fields import RichText, SortKey
from models.nouns import NOUNS
from services.content.derived import texts
from services.content.saying import said_by
from services.database.storage import Store

PAGE = 200
"""How many versions are looked at together."""


async def rederive(store: Store) -> int:
    """Compute it for every version there is, in one transaction; give how many have changed."""
    async with store.writing():
        return sum([await _of_kind(noun) for noun in NOUNS])


async def _of_kind(noun: type[Content]) -> int:
    changed, last = 0, 0
    names = [name for name, field in noun._meta.fields_map.items() if _follows(name, field)]
    while rows := await noun.filter(id__gt=last).order_by("id").limit(PAGE):
        for row in rows:
            wanted = texts(noun, said_by(row, {}))
            other = {name: wanted[name] for name in names if wanted[name] != getattr(row, name)}
            changed += bool(other) and await noun.filter(id=row.id).update(**other)
        last = rows[-1].id
    return changed


def _follows(name: str, field: Any) -> bool:
    return name == "links" or isinstance(field, RichText | SortKey)
