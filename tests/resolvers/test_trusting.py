"""Trusted documents stay in memory whatever strangers send, and change there when they change."""

import pytest

from resolvers.documents import Document, Documents, Faulty
from resolvers.gate import Gate
from resolvers.trusting import FRESH, Registered, Trusted
from schema import built
from services.database.storage import Store
from services.documents.document_ids import digest_of
from services.documents.manifests import Listed
from services.documents.trusting import load, remove
from services.errors import Refused
from tests.factories import NOW

LISTING, PAGE = "{ networks { totalCount } }", "{ pages { totalCount } }"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


async def trust(store: Store, known_as: str, text: str, replace: bool = False) -> None:
    listed = [Listed(known_as, known_as, text)]
    await load(store, "site", listed, {text: []}, NOW, replace=replace)


async def rename(store: Store, table: str, name: str) -> None:
    async with store.writing() as written:
        await written.rows(f"ALTER TABLE {table} RENAME TO {name}", [])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trusted(store: Store, clock: Clock) -> Trusted:
    """An empty memory, of which each test has its own."""
    return Trusted(Documents(built()).read, store, clock)


async def test_a_document_that_is_known_asks_the_database_nothing(
    store: Store, trusted: Trusted, clock: Clock
) -> None:
    await trust(store, "list", LISTING)
    found = await trusted.named("list")
    before = store.statements

    clock.seconds += FRESH - 0.1
    again = [await trusted.named("list") for _ in range(9)]

    assert isinstance(found, Document)
    assert all(it is found for it in again)
    assert store.statements == before == 1
    assert (trusted.tally.asked, trusted.tally.hits, len(trusted)) == (10, 9, 1)


async def test_a_document_is_looked_up_again_now_and_then_and_keeps_its_plans(
    store: Store, trusted: Trusted, clock: Clock
) -> None:
    await trust(store, "list", LISTING)
    found = await trusted.named("list")

    clock.seconds += FRESH
    again = [await trusted.named("list") for _ in range(9)]

    assert all(it is found for it in again)
    assert store.statements == 2


async def test_a_document_that_is_loaded_is_known_at_once(store: Store, trusted: Trusted) -> None:
    with pytest.raises(Refused, match=r"^PersistedQueryNotFound$"):
        await trusted.named(digest_of(LISTING))

    await trust(store, "list", LISTING)

    assert isinstance(await trusted.named(digest_of(LISTING)), Document)


async def test_a_document_that_is_removed_is_forgotten_in_time(
    store: Store, trusted: Trusted, clock: Clock
) -> None:
    await trust(store, "list", LISTING)
    await trusted.named("list")
    await remove(store, manifest="site")

    assert isinstance(await trusted.named("list"), Document)
    clock.seconds += FRESH
    for _ in range(2):
        with pytest.raises(Refused):
            await trusted.named("list")
    assert len(trusted) == 0


async def test_an_id_that_stands_for_another_text_leads_there_in_time(
    store: Store, trusted: Trusted, clock: Clock
) -> None:
    await trust(store, "page", LISTING)
    first = await trusted.named("page")
    await trust(store, "page", PAGE, replace=True)

    clock.seconds += FRESH
    then = await trusted.named("page")

    assert isinstance(first, Document)
    assert isinstance(then, Document)
    assert then is not first
    assert then is await trusted.named("page")


async def test_a_document_that_the_schema_takes_no_longer_is_answered_with_its_faults(
    store: Store, trusted: Trusted
) -> None:
    await trust(store, "gone", "{ gone }")

    found = [await trusted.named("gone") for _ in range(2)]

    assert isinstance(found[0], Faulty)
    assert found[0].code == "GRAPHQL_VALIDATION_FAILED"
    assert found[1] is found[0]
    assert store.statements == 1


async def test_a_text_is_trusted_as_it_was_loaded_to_the_letter(
    store: Store, trusted: Trusted
) -> None:
    await trust(store, "list", LISTING)

    assert isinstance(await trusted.of_text(LISTING), Document)
    with pytest.raises(Refused) as refusal:
        await trusted.of_text(LISTING + " ")
    assert [it.code for it in refusal.value.faults] == ["FORBIDDEN"]


async def test_a_look_up_that_fails_is_made_again(
    store: Store, trusted: Trusted, clock: Clock
) -> None:
    await trust(store, "list", LISTING)
    await trusted.named("list")
    clock.seconds += FRESH

    await rename(store, "trusted_document", "elsewhere")
    try:
        for _ in range(2):
            with pytest.raises(Exception, match="trusted_document"):
                await trusted.named("list")
    finally:
        await rename(store, "elsewhere", "trusted_document")

    assert isinstance(await trusted.named("list"), Document)


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_strangers_push_no_trusted_document_out(store: Store) -> None:
    gate = Gate(built(), store, mode="apq")
    await trust(store, "list", LISTING)
    found = await gate.trusted.named("list")

    for number in range(1_100):
        text = f"{{ a{number}: networks {{ totalCount }} }}"
        gate.documents.get(text)
        gate.registered.keep(digest_of(text), text)
        if number < 50:
            with pytest.raises(Refused):
                await gate.trusted.named(f"nothing{number}")

    before = store.statements
    assert await gate.trusted.named("list") is found
    assert store.statements == before


def test_what_strangers_register_is_bounded_by_number_and_length() -> None:
    few, long = Registered(), Registered()

    for number in range(1_200):
        few.keep(str(number), "short")
    for number in range(200):
        long.keep(str(number), "x" * 30_000)

    assert [few.get(it) for it in ("199", "200", "1199")] == [None, "short", "short"]
    assert long.get("66") is None
    assert long.get("67") == long.get("199") == "x" * 30_000
