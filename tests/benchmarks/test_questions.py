"""What is timed is right, and costs one statement: the four questions on the small dataset."""

import pytest

from benchmarks.contestants import CONTESTANTS
from benchmarks.dataset import NOW, SMALL, make_dataset
from benchmarks.ours import write
from benchmarks.questions import NAMES, Answers
from services.database.storage import Store
from tests.asking import Asking

DATASET = make_dataset(SMALL)
OURS = CONTESTANTS[0]


@pytest.fixture
async def filled(store: Store) -> Store:
    """A store that holds the small dataset."""
    async with store.writing():
        await write(DATASET)
    return store


@pytest.mark.parametrize("question", NAMES)
async def test_every_answer_is_the_one_worked_out_from_the_dataset(
    question: str, filled: Store, ask: Asking
) -> None:
    answers = Answers(DATASET)

    for variables in answers.variations(question):
        data = await ask.data(OURS.document(question), variables)

        assert OURS.normalise(question, data) == answers.to(question, variables)


@pytest.mark.parametrize("question", NAMES)
async def test_every_question_costs_one_statement(
    question: str, filled: Store, ask: Asking
) -> None:
    variables = Answers(DATASET).variations(question)[0]
    before = filled.statements

    await ask.data(OURS.document(question), variables)

    assert filled.statements - before == 1


async def test_the_month_of_the_calendar_costs_one_statement(filled: Store, ask: Asking) -> None:
    variables = {"year": NOW.year, "month": NOW.month}
    before = filled.statements

    found = await ask.data(OURS.document("calendar"), variables)

    days = found["calendarMonth"]["days"]
    assert filled.statements - before == 1
    assert len(days) == 35
    assert sum(it["totalCount"] for it in days) == sum(len(it["slices"]) for it in days) > 0
