"""Whatever is asked, the server keeps its word: data or errors, and never an accident.

The questions are made up by programs of others, from the schema alone, and are the same each time.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from httpx import AsyncClient
from hypothesis import given, settings

from tests.asking import read
from tests.test_commands import running, told_address
from tests.web.generating import VALUES, generated, made_up, mistaken, sensible

BEYOND = {"BAD_USER_INPUT", "COST_LIMIT_EXCEEDED"}
"""The codes of what fits the schema and still cannot be answered."""


@pytest.fixture(scope="session")
def questions() -> list[str]:
    """Questions that nearly all have an answer."""
    return made_up(sensible(), 200)


@pytest.fixture(scope="session")
def mistakes() -> list[str]:
    """Questions that have none."""
    return made_up(mistaken(), 100)


@pytest.fixture
def address(database: str) -> Iterator[str]:
    """The address of a server with the first content, on each of the databases."""
    place = {"KNUTPUNKT_DATABASE_URL": database, "KNUTPUNKT_PORT": "0"}
    with running(place, "commands.py", "serve") as process:
        yield told_address(process)


async def test_whatever_is_asked_sensibly_is_answered(
    seeded: AsyncClient, questions: list[str]
) -> None:
    answers = [await asked(seeded, question) for question in questions]

    refused = Counter(code for codes in answers for code in codes)
    assert set(refused) <= BEYOND
    assert answers.count([]) > 0.9 * len(questions)


async def test_whatever_is_asked_by_mistake_is_refused(
    client: AsyncClient, mistakes: list[str]
) -> None:
    answers = [await asked(client, question) for question in mistakes]

    assert {code for codes in answers for code in codes} == {"GRAPHQL_VALIDATION_FAILED"}
    assert answers.count([]) == 0


def test_schemathesis_finds_no_fault_with_what_is_answered(address: str) -> None:
    for name in ("LocalDateTime", "Date", "TimeZone"):
        schemathesis.graphql.scalar(name, VALUES[name])
    described = schemathesis.graphql.from_url(f"{address}/graphql").include(name_regex=r"^Query\.")

    @settings(generated, max_examples=100)
    @given(case=described.as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        answer = case.call()

        refused = codes(case.body, answer.status_code, answer.content)
        assert set(refused) <= BEYOND
        if not refused:
            case.validate_response(answer)

    ask()


async def asked(client: AsyncClient, question: str) -> list[str]:
    """Ask, and give the codes of the errors."""
    answer = await client.post("/graphql", json={"query": question})
    return codes(question, answer.status_code, answer.content)


def codes(question: Any, status: int, body: bytes) -> list[str]:
    """Read an answer, which must be sound, and give the codes of its errors."""
    assert status == 200, (question, body)
    found = read(body)
    assert list(found) in (["data"], ["errors"]), (question, found)
    return [error["extensions"]["code"] for error in found.get("errors", [])]
