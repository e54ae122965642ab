"""What follows from texts is computed anew, for all versions, and nothing else is touched."""

from models.content import Content
from models.fields import RichText, SortKey
from models.nouns import NOUNS
from services.content.rederiving import rederive
from services.database.storage import Store
from tests.oracle.rows import loaded
from tests.schema.planting import plant


async def test_what_was_computed_otherwise_is_computed_anew(store: Store) -> None:
    async with store.writing():
        await plant()
    kept = await loaded(store)
    async with store.writing():
        spoilt = [row for noun in NOUNS for row in await noun.all()]
        for row in spoilt:
            await spoil(row)

    changed = await rederive(store)

    assert changed == len(spoilt) > 50
    assert await loaded(store) == kept


async def test_what_is_as_it_is_computed_is_not_written(store: Store) -> None:
    async with store.writing():
        await plant()

    assert await rederive(store) == 0


async def spoil(row: Content) -> None:
    """Let a version have been written when nothing was computed as it is today."""
    for name, field in row._meta.fields_map.items():
        value = getattr(row, name, None)
        if isinstance(field, SortKey):
            setattr(row, name, "")
        elif isinstance(field, RichText) and value:
            setattr(row, name, {it: {**text, "html": "<p>"} for it, text in value.items()})
        elif name == "links":
            setattr(row, name, [{**it, "accessible_label": {}} for it in value or ()])
    await row.save()
