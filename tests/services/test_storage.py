"""The storage floor, on real databases: nothing waits, hangs or leaks, and nothing is lost."""

from services.storage import Store


async def test_a_store_answers(store: Store) -> None:
    assert await store.read("SELECT 1", []) == (1,)
    assert await store.rows("SELECT 1 UNION SELECT 2", []) == [(1,), (2,)]
    assert store.statements == 2
