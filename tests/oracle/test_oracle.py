"""Every answer is what the oracle says, for questions and content that chance made.

A seed makes a world, and questions about it; the same seed makes the same ones. A question is
asked three times with one document: with some variables, with others, and with the first again.
"""

import asyncio
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings

from schema import built
from services.database.storage import Store
from services.view import VISITOR
from tests.asking import EDITOR, Asking
from tests.factories import NOW
from tests.oracle.evaluating import foretold
from tests.oracle.pages import uncovered
from tests.oracle.pools import pools
from tests.oracle.questions import ANYBODY, LOOKING_BACK, Question, World, questions
from tests.oracle.rows import Rows, loaded
from tests.oracle.world import create

WORLDS = 4
QUESTIONS = 250
LEFT_OUT = 5
"""How many more may be beyond what may be asked: it is seldom, or something is refused wrongly."""

SETTINGS = settings(
    max_examples=QUESTIONS,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    print_blob=False,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("number", range(WORLDS))
async def test_answers_are_what_the_oracle_says(store: Store, ask: Asking, number: int) -> None:
    await hear(store, ask, number, viewers=ANYBODY, often=frozenset())


async def test_looking_back_is_what_the_oracle_says(store: Store, ask: Asking) -> None:
    await hear(store, ask, WORLDS, viewers=(EDITOR, VISITOR, EDITOR), often=LOOKING_BACK)


async def hear(store: Store, ask: Asking, number: int, **how: Any) -> None:
    """Ask questions about a world, and hear that all answers are what they must be."""
    async with store.writing():
        await create(number)
    rows = await loaded(store)
    world = World(built(), rows, pools(rows))
    loop = asyncio.get_running_loop()
    asked = Counter[bool]()

    @seed(number)
    @settings(SETTINGS)
    @given(questions(world, **how))
    def check(question: Question) -> None:
        is_compared = asyncio.run_coroutine_threadsafe(compare(ask, rows, question), loop).result()
        asked[is_compared] += 1
        assume(is_compared)

    await asyncio.to_thread(check)

    assert asked[True] == QUESTIONS
    assert asked[False] <= LEFT_OUT


async def compare(ask: Asking, rows: Rows, question: Question) -> bool:
    """Ask a question with either of its variables, and again, and hear what must be heard.

    False when chance asked for more than may be asked, which is not what this is about.
    """
    for at in (0, 1, 0):
        variables = question.variables[at]
        expected = foretold(rows, question.eyes[at], question.query, variables)

        answer = await ask(
            question.query, variables, viewer=question.viewer, now=NOW, locale=question.locale
        )

        if beyond(answer):
            return False
        assert list(answer) == ["data"], answer
        assert written(uncovered(answer)) == written(expected), variables
    return True


def beyond(answer: dict[str, Any]) -> bool:
    """Whether a question is refused for how deep, or in how many places, chance made it ask."""
    errors = answer.get("errors", [])
    limits = ("Filters may ", "A field may be asked for in ")
    return any(it["message"].startswith(limits) for it in errors)


def written(answer: object) -> list[str]:
    """Write an answer line by line: the order of its names is part of it."""
    return json.dumps(answer, indent=1, ensure_ascii=False).splitlines()
