"""Adding, changing and removing what a visitor may not see changes no byte of any answer to them.

The same questions are asked three times: beside hidden twins, beside other hidden twins, and
with none at all. Items, counts, filters through relations, orders, cursors, ids, addresses that
were, and refusals must come out the same, byte for byte.
"""

from collections.abc import Sequence

from models.nouns import BY_KIND
from services.database.storage import Store
from services.privacy.erasing import erase
from services.view import Actor
from tests.asking import ADMIN, Asking
from tests.factories import HIDDEN, NOW, address
from tests.nouns import many
from tests.schema.crawling import questions
from tests.schema.planting import CANARY, Planted, change, plant, remove
from tests.schema.probing import filters, orders

ROOTS = [many(kind) for kind in BY_KIND]

FILTERS = {
    "networks": (
        "{contacts: {some: {name: {contains: \"canary\"}}}}",
        "{contacts: {none: {name: {contains: \"canary\"}}}}",
        "{contacts: {every: {name: {contains: \"lena\"}}}}",
        "{not: {members: {every: {kind: {eq: MUNICIPALITY}}}}}",
        "{editions: {some: {}}, focusAreas: {every: {position: {lt: 2}}}}",
        "{meetings: {some: {title: {startsWith: \"canary\"}}}}",
        "{meetings: {none: {state: {eq: CONFIRMED}}}}",
        "{slug: {ne: \"canary-over\"}}",
        "{title: {contains: \"canary\"}}",
        "{or: [{position: {gte: 2}}, {meetings: {every: {version: {eq: 1}}}}]}",
    ),
    "meetings": (
        "{networks: {every: {title: {contains: \"s\"}}}}",
        "{networks: {some: {contacts: {some: {name: {contains: \"canary\"}}}}}}",
        "{contacts: {none: {networks: {some: {position: {gt: 0}}}}}}",
        "{when: UPCOMING}",
        "{series: {title: {contains: \"canary\"}}}",
        "{not: {series: {slug: {ne: \"lasmorgnar\"}}}}",
    ),
    "allMeetingSeries": (
        "{title: {contains: \"canary\"}}",
        "{meetings: {some: {title: {contains: \"canary\"}}}}",
        "{meetings: {every: {title: {contains: \"träff\"}}}, networks: {some: {}}}",
    ),
    "contacts": (
        "{networks: {every: {position: {eq: 1}}}}",
        "{meetings: {some: {networks: {none: {position: {eq: 1}}}}}}",
    ),
    "organisations": (
        "{hostedMeetings: {some: {title: {contains: \"canary\"}}}}",
        "{hostedMeetings: {every: {title: {contains: \"träff\"}}}, networks: {some: {}}}",
    ),
    "editions": ("{networks: {every: {position: {eq: 1}}}}",),
}  # fmt: skip
"""Filters that lead round about. What a filter asks about is asked of every list beside them."""

WRONG = (
    '{ node(id: "canary") { id } }',
    '{ networks(after: "canary") { totalCount } }',
    "{ networks(first: 101) { totalCount } }",
    '{ networks(where: {id: {eq: "canary"}}) { totalCount } }',
    "{ canary }",
    "query @view(drafts: true) { networks { totalCount } }",
)


async def asked(ask: Asking, planted: Planted, slugs: Sequence[str]) -> dict[str, bytes]:
    """Give the answer to every question, as bytes."""
    all_questions = [
        *questions(planted, {kind: list(slugs) for kind in BY_KIND}),
        *WRONG,
    ]
    for root in ROOTS:
        tell = "{ totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id slug } } }"
        said = [f"where: {it}, first: 1" for it in (*filters(root), *FILTERS.get(root, ()))]
        said += [f"orderBy: {it}, {way}: 1" for it in orders(root) for way in ("first", "last")]
        all_questions += [f"{{ {root}({it}) {tell} }}" for it in said]
    answers = {it: await ask.bytes(it) for it in all_questions}
    return answers | await _paged(ask)


async def _paged(ask: Asking) -> dict[str, bytes]:
    """Page through each list, one by one: what was asked with which cursor, and the answers."""
    answers: dict[str, bytes] = {}
    for root in ROOTS:
        said = f"{root}(orderBy: {orders(root)[-1]}, first: 1, after: $after)"
        query = (
            f"query($after: String) {{ {said} {{ nodes {{ slug }} pageInfo {{ endCursor }} }} }}"
        )
        after = None
        for _ in range(10):
            key = f"{query} {after}"
            answers[key] = await ask.bytes(query, {"after": after})
            after = (await ask.data(query, {"after": after}))[root]["pageInfo"]["endCursor"]
            if after is None:
                break
    return answers


async def test_what_is_hidden_changes_no_byte_of_any_answer(store: Store, ask: Asking) -> None:
    async with store.writing():
        planted = await plant()
    names = ["draft", "scheduled", "over", "withdrawn", "staff", "deleted", "before", "to come"]
    slugs = [address(f"{CANARY} {it}") for it in names] + ["spraklust", "om-natverken"]

    beside = await asked(ask, planted, slugs)
    async with store.writing():
        await change(planted)
    beside_others = await asked(ask, planted, slugs)
    async with store.writing():
        await remove(planted)
    alone = await asked(ask, planted, slugs)

    assert len(beside) > 300
    assert differing(beside, alone) == []
    assert differing(beside_others, alone) == []


async def test_erasing_who_cannot_be_seen_changes_no_byte_either(store: Store, ask: Asking) -> None:
    async with store.writing():
        planted = await plant()
    slugs = [address(f"{CANARY} {it}") for it in HIDDEN]

    before = await asked(ask, planted, slugs)
    for entry in planted.hidden["contact"]:
        erasure = await erase(store, Actor(ADMIN, NOW, "sv"), entry, scrub=True)
        assert erasure.held.places
    after = await asked(ask, planted, slugs)

    assert differing(before, after) == []


def differing(some: dict[str, bytes], others: dict[str, bytes]) -> list[object]:
    """Tell which questions were answered otherwise, and how."""
    return [
        (question, some.get(question), others.get(question))
        for question in {**some, **others}
        if some.get(question) != others.get(question)
    ]
