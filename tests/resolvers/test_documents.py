"""What is kept of what was asked is bounded, and so is what may be asked."""

import pytest

from resolvers.documents import PLANS, Document, Documents, Faulty
from resolvers.gate import Gate
from resolvers.recent import Recent
from schema import built
from tests.asking import Asking


def test_only_what_was_used_last_is_kept() -> None:
    recent: Recent[str, int] = Recent(2)

    recent.put("a", 1)
    recent.put("b", 2)
    recent.get("a")
    recent.put("c", 3)

    assert {name: recent.get(name) for name in "abc"} == {"a": 1, "b": None, "c": 3}
    assert len(recent) == 2


def test_documents_are_bounded_by_number() -> None:
    documents = Documents(built(), most=3)

    for number in range(9):
        documents.get(f"{{ a{number}: networks {{ totalCount }} }}")

    assert len(documents._kept) == 3


def test_what_is_kept_together_weighs_no_more_than_it_may() -> None:
    recent: Recent[str, int] = Recent(9, heaviest=10)

    recent.put("a", 1, weight=4)
    recent.put("b", 2, weight=4)
    recent.put("b", 3, weight=6)
    recent.put("c", 4, weight=5)
    recent.put("d", 5, weight=11)

    assert {name: recent.get(name) for name in "abcd"} == dict.fromkeys("abcd")
    assert (len(recent), recent.weight) == (0, 0)


def test_faulty_documents_never_push_out_good_ones() -> None:
    documents = Documents(built(), most=1)
    good = documents.get("{ networks { totalCount } }")

    for number in range(9):
        documents.get(f"{{ nothing{number} }}")

    assert documents.get("{ networks { totalCount } }") is good


def test_a_document_is_read_once_good_or_faulty() -> None:
    documents = Documents(built())

    kept = documents.get("{ networks { totalCount } }")
    faulty = documents.get("{ nothing }")

    assert documents.get("{ networks { totalCount } }") is kept
    assert isinstance(kept, Document)
    assert isinstance(faulty, Faulty)
    assert documents.get("{ nothing }") is faulty


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_plans_are_bounded_and_requests_of_one_shape_share_one(ask: Asking) -> None:
    query = "query($n: Int, $w: NetworkFilter) { networks(first: $n, where: $w) { totalCount } }"

    async def plans(**variables: object) -> int:
        await ask.data(query, variables)
        document = ask.gate.documents.get(query)
        assert isinstance(document, Document)
        [operation] = document.operations.values()
        return len(operation.plans)

    assert await plans(n=1, w={"title": {"contains": "a"}}) == 1
    assert await plans(n=1, w={"title": {"contains": "b"}}) == 1
    assert await plans(n=2, w={"title": {"contains": "b"}}) == 2
    assert await plans(n=2, w={"title": {"startsWith": "b"}}) == 3
    for number in range(PLANS):
        await plans(n=number)
    assert await plans(n=1, w={"slug": {"eq": "a"}}) == PLANS


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_documents_are_bounded_by_length(ask: Asking) -> None:
    for query in (
        "#" + "x" * 32 * 1024 + "\n{ networks { totalCount } }",
        "{ networks { totalCount } " + "pages { totalCount } " * 500 + "}",
    ):
        assert await ask.code(query) in ("GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize(
    ("operation", "code"),
    [(None, "OPERATION_RESOLUTION_FAILURE"), ("C", "OPERATION_RESOLUTION_FAILURE"), ("B", None)],
)
async def test_one_of_several_operations_must_be_named(
    ask: Asking, operation: str | None, code: str | None
) -> None:
    query = "query A { networks { totalCount } } query B { pages { totalCount } }"

    found = await ask(query, operation=operation)

    told = [it["extensions"]["code"] for it in found.get("errors", [])]
    assert told == ([code] if code else [])
    assert found.get("data") == (None if code else {"pages": {"totalCount": 0}})


def test_a_gate_keeps_its_own_documents(ask: Asking) -> None:
    other = Gate(ask.gate.schema, ask.gate.store)

    assert other.documents is not ask.gate.documents
