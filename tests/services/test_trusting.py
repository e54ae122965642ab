"""Trusted documents: what a manifest lists is found, by every id, until nobody lists it."""

from datetime import timedelta
from typing import Any

import pytest

from models.document import ManifestLine, TrustedDocument
from services.database.storage import Store
from services.documents.document_ids import digest_of
from services.documents.manifests import Listed
from services.documents.trusting import Loaded, Trusted, find, lines_of, load, remove
from services.errors import Refused
from tests.factories import NOW

LISTING, PAGE = "query Listing { networks { totalCount } }", "{ pages { totalCount } }"
LISTING_ID, PAGE_ID = digest_of(LISTING), digest_of(PAGE)


async def loaded(store: Store, manifest: str, replace: bool = False, /, **texts: str) -> Loaded:
    listed = [Listed(name, name, text) for name, text in texts.items()]
    operations: dict[str, Any] = {it: [it[:5]] for it in texts.values()}
    return await load(store, manifest, listed, operations, NOW, replace=replace)


async def test_a_document_is_found_by_its_digest_and_by_what_a_manifest_calls_it(
    store: Store,
) -> None:
    assert await loaded(store, "site", list=LISTING, page=PAGE) == Loaded(2, 0, 0)

    listing = Trusted(LISTING_ID, LISTING)
    assert await find(store, LISTING_ID) == await find(store, "list") == listing
    assert await find(store, "page") == Trusted(PAGE_ID, PAGE)
    assert await find(store, "LIST") is None
    assert await find(store, digest_of("")) is None


async def test_loading_again_changes_nothing(store: Store) -> None:
    await loaded(store, "site", list=LISTING)
    listed = await lines_of()

    assert await loaded(store, "site", list=LISTING) == Loaded(0, 1, 0)
    assert await loaded(store, "site", True, list=LISTING) == Loaded(0, 1, 0)
    assert await lines_of() == listed
    [line] = listed
    assert (line.manifest, line.known_as, line.id) == ("site", "list", LISTING_ID)
    assert (line.operations, line.loaded_at) == (("query",), NOW)


async def test_loading_adds_and_replacing_also_removes(store: Store) -> None:
    await loaded(store, "site", list=LISTING)

    assert await loaded(store, "site", page=PAGE) == Loaded(1, 0, 0)
    assert await find(store, "list") is not None
    assert await loaded(store, "site", True, page=PAGE) == Loaded(0, 1, 1)
    assert await find(store, "list") is await find(store, LISTING_ID) is None
    assert await TrustedDocument.all().count() == 1


async def test_a_document_is_trusted_as_long_as_a_manifest_lists_it(store: Store) -> None:
    await loaded(store, "site", a=LISTING, page=PAGE)
    await loaded(store, "app", b=LISTING)

    assert await remove(store, manifest="site") == 2
    assert await find(store, PAGE_ID) is await find(store, "a") is None
    assert await find(store, LISTING_ID) == await find(store, "b") == Trusted(LISTING_ID, LISTING)
    assert await remove(store, manifest="site") == 0
    assert await remove(store, manifest="app") == 1
    assert await find(store, LISTING_ID) is None


@pytest.mark.parametrize("named", ["a", LISTING_ID, LISTING_ID.removeprefix("sha256:")])
async def test_a_document_is_removed_from_all_manifests_at_once(store: Store, named: str) -> None:
    await loaded(store, "site", a=LISTING, page=PAGE)
    await loaded(store, "app", b=LISTING)

    assert await remove(store, document_id=named) == 2
    assert [it.known_as for it in await lines_of()] == ["page"]
    assert await remove(store, document_id=named) == 0


async def test_an_id_never_comes_to_stand_for_another_text_by_itself(store: Store) -> None:
    await loaded(store, "site", list=LISTING)

    for manifest, replace in (("site", False), ("app", False), ("app", True)):
        with pytest.raises(Refused, match=r"list: this id stands for another text.*'site'"):
            await loaded(store, manifest, replace, page=PAGE, list=PAGE)

    assert await find(store, "page") is None
    assert await find(store, "list") == Trusted(LISTING_ID, LISTING)
    assert await loaded(store, "site", True, list=PAGE) == Loaded(1, 0, 0)
    assert await find(store, "list") == Trusted(PAGE_ID, PAGE)


async def test_the_manifest_that_a_list_is_of_can_be_named(store: Store) -> None:
    await loaded(store, "site", list=LISTING)
    await loaded(store, "app", page=PAGE, again=PAGE)

    assert [it.known_as for it in await lines_of("app")] == ["again", "page"]
    assert [it.manifest for it in await lines_of()] == ["app", "app", "site"]
    assert await lines_of("nobody") == []


async def test_a_large_manifest_is_loaded_whole(store: Store) -> None:
    texts = {f"d{number}": f"{{ a{number}: pages {{ totalCount }} }}" for number in range(450)}

    assert await loaded(store, "site", **texts) == Loaded(450, 0, 0)
    assert await loaded(store, "site", True, **texts) == Loaded(0, 450, 0)
    assert await ManifestLine.all().count() == await TrustedDocument.all().count() == 450


async def test_what_is_loaded_later_keeps_when_it_was_first(store: Store) -> None:
    await loaded(store, "site", list=LISTING)
    listed = [Listed("x", "again", LISTING)]

    await load(store, "app", listed, {LISTING: []}, NOW + timedelta(days=1))

    assert {it.loaded_at for it in await lines_of()} == {NOW}
