"""Nothing hidden can be reached, by any path through the schema.

Every type has hidden twins that say CANARY: drafts, scheduled, over, withdrawn, for staff only,
deleted, and other versions of what can be seen. The crawler asks for everything three levels
deep; whoever may not know of the twins must never hear the word, not even inside a cursor.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from models.nouns import BY_KIND
from services.database.storage import Store
from tests.asking import EDITOR, STAFF, Asking
from tests.factories import address
from tests.nouns import many
from tests.schema.crawling import questions
from tests.schema.planting import CANARY, Planted, plant


@dataclass(frozen=True, slots=True)
class Planting:
    """What was planted, and every address that any version of it has."""

    planted: Planted
    slugs: dict[str, list[str]]


@pytest.fixture
async def planting(store: Store) -> Planting:
    """Plant what can be seen, and its twins."""
    async with store.writing():
        planted = await plant()
    slugs = {
        kind: sorted({row.slug for row in await model.all()}) for kind, model in BY_KIND.items()
    }
    return Planting(planted, slugs)


def says_canary(answer: bytes) -> bool:
    """Whether the word is in an answer: aloud, or in the digits of a cursor."""
    said = answer.decode().lower()
    opened = [bytes.fromhex(it).decode() for it in re.findall(r"5b2231[0-9a-f]+5d", said)]
    return any(CANARY.lower() in text.lower() for text in (said, *opened))


async def test_visitors_never_hear_of_what_is_hidden(ask: Asking, planting: Planting) -> None:
    heard = []
    for question in questions(planting.planted, planting.slugs):
        answer = await ask.bytes(question)
        if answer.startswith(b'{"errors"') or says_canary(answer):
            heard.append((question, answer))

    assert heard == []


async def test_editors_hear_it_wherever_there_is_something_to_hear(
    ask: Asking, planting: Planting
) -> None:
    roots = [many(kind) for kind in BY_KIND]
    lists = [
        it
        for it in questions(planting.planted, planting.slugs)
        if it.startswith(tuple(f"{{ {root} " for root in roots))
    ]

    silent = []
    for question in lists:
        drafts = await ask.bytes(f"query @view(drafts: true) {question}", viewer=EDITOR)
        staff = await ask.bytes(question, viewer=STAFF)
        if not (says_canary(drafts) and says_canary(staff)):
            silent.append(question)

    assert {it.split()[1] for it in lists} >= set(roots)
    assert len(lists) >= 43
    assert silent == []


LOOKING_BACK = """
  query @view(drafts: true) {
    changes(first: 5) { nodes { actor { name } content { slug } } }
    networks { nodes {
      savedBy { name } history { nodes { note savedBy { name } } } atVersion(number: 1) { note }
    } }
  }
"""


async def test_what_was_done_is_planted_and_editors_hear_of_it(
    ask: Asking, planting: Planting
) -> None:
    found = await ask.data(LOOKING_BACK, viewer=EDITOR)
    public = await ask.data("{ changes { totalCount nodes { content { slug } } } }")

    assert {it["actor"]["name"] for it in found["changes"]["nodes"]} == {CANARY}
    for node in found["networks"]["nodes"]:
        assert node["savedBy"] == {"name": CANARY}
        assert {it["note"] for it in node["history"]["nodes"]} == {CANARY}
    assert public["changes"]["totalCount"] == len(planting.planted.visible)
    assert all(it["content"] for it in public["changes"]["nodes"])


async def test_hidden_addresses_lead_nowhere(ask: Asking, planting: Planting) -> None:
    hidden = [it for it in planting.slugs["network"] if it.startswith("canary")]

    found = {
        slug: (await ask.data("query($s: String!) { network(slug: $s) { title } }", {"s": slug}))
        for slug in hidden
    }

    # what a visible entry was called before leads on; nothing else does
    expected: dict[str, Any] = {slug: {"network": None} for slug in hidden}
    expected[address(f"{CANARY} before")] = {"network": {"title": "Språklust"}}
    assert found == expected
