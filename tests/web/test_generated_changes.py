"""Whatever is sent to be changed: it is done whole, or refused whole, and never an accident.

The changes are made up by a program of others, from the schema alone, and are the same each time.
After each, all content is read: it is what it was, unless the change said that it was made; and in
the end it is a world by itself, as one that is to be imported has to be.
"""

import io
from collections import Counter
from typing import Any

from httpx import AsyncClient
from hypothesis import given, settings

from models import Entry
from models.account import Role
from schema import built
from schema.nouns import NOUNS
from schema.told import kept_of
from services.identity.signing_in import Entrance
from services.transfer.examining import examined
from tests.asking import read
from tests.services.moves import exported
from tests.web.generating import generated
from tests.web.generating_changes import ELSEWHERE, Ids, changes, changing
from tests.web.test_identifying import entrance, token

__all__ = ["entrance"]

EACH = 4
"""How often each mutation is made up."""

REFUSED = {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
"""The codes of what is refused before anything is looked at."""


def made_up(ids: Ids) -> list[str]:
    """Make up changes, some of each mutation, in turn."""
    schema, found = changing(), list[str]()
    mutation = built().mutation_type
    assert mutation is not None
    names = sorted(set(mutation.fields) - ELSEWHERE)
    for name in names:

        @settings(generated, max_examples=EACH)
        @given(change=changes(schema, name, ids))
        def keep(change: str) -> None:
            found.append(change)

        keep()
    return [it for at in range(EACH) for it in found[at::EACH]]


async def known() -> Ids:
    """Give the ids of some content of each kind."""
    ids: dict[str, list[str]] = {}
    for noun in NOUNS:
        found = Entry.filter(kind=kept_of(noun).kind).order_by("id").limit(3)
        ids[noun.__name__] = [str(it) for it in await found.values_list("id", flat=True)]
    return ids


async def sent(client: AsyncClient, change: str) -> Any:
    """Send a change; the answer must be sound, and is given parsed."""
    answer = await client.post("/graphql", json={"query": change})
    assert answer.status_code == 200, (change, answer.content)
    found = read(answer.content)
    assert list(found) in (["data"], ["errors"]), (change, found)
    for error in found.get("errors", []):
        assert error["message"]
        assert error["extensions"]["code"] in REFUSED, (change, error)
    return found


def faults(found: Any) -> list[str]:
    """Give the codes of all that was wrong with a change."""
    told = [fault for payload in found.get("data", {}).values() for fault in payload["faults"]]
    assert all(it["message"] for it in told)
    wrong = [error["extensions"] for error in found.get("errors", [])]
    return [it["code"] for it in (*told, *wrong)]


async def test_what_a_visitor_sends_changes_nothing(database: str, seeded: AsyncClient) -> None:
    before = await exported(database)

    told = [faults(await sent(seeded, change)) for change in made_up(await known())]

    codes = Counter(code for codes in told for code in codes)
    assert set(codes) <= {"UNAUTHENTICATED", *REFUSED}
    assert codes["UNAUTHENTICATED"] > 0.9 * len(told)
    assert await exported(database) == before


async def test_what_an_editor_sends_is_done_whole_or_refused_whole(
    database: str, seeded: AsyncClient, entrance: Entrance
) -> None:
    seeded.headers.update(await token(entrance, Role.ADMIN))
    before, counts = await exported(database), Counter[str]()

    for change in made_up(await known()):
        refused = faults(await sent(seeded, change))
        after = await exported(database)
        assert not refused or after == before, change
        counts["refused" if refused else "done" if after != before else "told"] += 1
        before = after

    assert examined(io.BytesIO(before), lambda _: None).remarks.told == []
    assert min(counts["done"], counts["refused"]) > 10
