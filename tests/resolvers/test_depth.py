"""Whatever the limits allow, both databases can hold: lists in lists, filters through relations.

SQLite's parser is the smaller one. Each question here goes as deep as it may, with the most costly
words (`every`, `not`, `or`) in every order, and with all that a page tells.
"""

from itertools import product

import pytest

from resolvers import filtering, planning
from tests.asking import Asking

LISTS = range(1, planning.DEEPEST + 1)
PAGE = """{ totalCount pageInfo { hasPreviousPage endCursor }
    edges { cursor node { slug title body { html } } } }"""
OTHER = {"networks": "contacts", "contacts": "networks"}
INNERMOST = {"networks": '{title: {notIn: ["x"]}}', "contacts": '{name: {contains: "x"}}'}


def nested(words: tuple[str, ...], noun: str = "networks") -> str:
    """Write a filter on a noun's list: the words go into one another, relations by turns."""
    if not words:
        return INNERMOST[noun]
    match words[0]:
        case "every":
            inner = nested(words[1:], OTHER[noun])
            return f"{{{OTHER[noun]}: {{every: {inner}}}}}"
        case "not":
            return f"{{not: {nested(words[1:], noun)}}}"
        case _:
            return f"{{or: [{INNERMOST[noun]}, {nested(words[1:], noun)}]}}"


def question(lists: int, where: str) -> str:
    """Ask for networks under so many lists, all told; the outermost list is a root."""
    asked = f"networks(where: {where}) {PAGE}"
    for above in range(1, lists):
        asked = f"contacts {{ {asked} }}" if above % 2 else f"networks {{ nodes {{ {asked} }} }}"
    if lists % 2 == 0:
        asked = asked.replace("contacts {", "contacts { nodes {", 1) + "}"
    return f"{{ {asked} }}"


def sayings(lists: int) -> list[tuple[str, ...]]:
    """All orders of words that a filter under so many lists may have."""
    deep = min(filtering.DEEPEST - 1, filtering.WITHIN - lists)
    through = min(filtering.RELATIONS, filtering.TOGETHER - lists)
    words = product(("every", "not", "or"), repeat=deep)
    return [said for said in words if said.count("every") == min(through, deep)]


@pytest.mark.parametrize("lists", LISTS)
async def test_both_databases_hold_what_the_limits_allow(lists: int, ask: Asking) -> None:
    asked = [question(lists, nested(it)) for it in sayings(lists)]

    answers = [await ask(query) for query in asked]

    assert len(answers) > 0
    assert [answer for answer in answers if "data" not in answer] == []


@pytest.mark.parametrize("lists", LISTS)
async def test_one_relation_more_is_refused(lists: int, ask: Asking) -> None:
    through = min(filtering.RELATIONS, filtering.TOGETHER - lists)

    code = await ask.code(question(lists, nested(("every",) * (through + 1))))

    assert code == "BAD_USER_INPUT"
