"""Paging visits the same rows in the same order, forward and backward, in pages of any size.

Lists at the root, lists behind a relation, and lists inside lists; with ties in every column of
the order, and with directions mixed.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from services.database.storage import Store
from tests import factories
from tests.asking import Asking

STARTS = ("2026-10-01", "2026-10-01", "2026-10-01", "2026-10-08", "2026-10-08", "2026-10-15")
TITLES = ("Öppet hus", "Högläsning", "Högläsning")
MEETINGS = 9

ORDERS = {
    "as usual": ("", [("startsAt", False)]),
    "by title": ("[{field: TITLE}]", [("title", False)]),
    "by title, backward": ("[{field: TITLE, direction: DESC}]", [("title", True)]),
    "by start, then title": (
        "[{field: STARTS_AT}, {field: TITLE}]",
        [("startsAt", False), ("title", False)],
    ),
    "mixed": (
        "[{field: TITLE}, {field: STARTS_AT, direction: DESC}]",
        [("title", False), ("startsAt", True)],
    ),
    "mixed the other way": (
        "[{field: STARTS_AT, direction: DESC}, {field: VERSION}, {field: TITLE}]",
        [("startsAt", True), ("title", False)],
    ),
}

PLACES = {
    "root": "{{ {list} }}",
    "relation": '{{ network(slug: "spraklust") {{ {list} }} }}',
    "reference": '{{ organisation(slug: "nassjo-kommun") {{ {list} }} }}',
    "nested": '{{ contact(slug: "lena-jonsson") {{ networks {{ nodes {{ {list} }} }} }} }}',
}

Listed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class List:
    """A list of meetings: where it stands, and how it is asked for."""

    ask: Asking
    place: str
    order: str

    async def page(self, **paging: Any) -> Any:
        """Ask for one page."""
        said = {name: value for name, value in paging.items() if value is not None}
        arguments = [f"{name}: {value}" for name, value in said.items()]
        if self.order:
            arguments.append(f"orderBy: {self.order}")
        name = "hostedMeetings" if self.place == "reference" else "meetings"
        fields = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        fields += " edges { cursor node { id title startsAt } } nodes { id }"
        given = f"({', '.join(arguments)})" if arguments else ""
        told: Any = await self.ask.data(
            PLACES[self.place].format(list=f"list: {name}{given} {{ {fields} }}")
        )
        while "list" not in told:
            [told] = told if isinstance(told, list) else told.values()
        return told["list"]


@pytest.fixture
async def meetings(store: Store) -> int:
    """Write meetings of one network, all in one municipality, with ties in every column."""
    async with store.writing():
        contact = await factories.contact()
        host = await factories.organisation()
        network = await factories.network(contacts=[contact])
        for number in range(MEETINGS):
            day = STARTS[number % len(STARTS)]
            await factories.meeting(
                TITLES[number % len(TITLES)],
                slug=f"traff-{number}",
                networks=[network],
                local_start=f"{day}T09:00:00",
                local_end=f"{day}T11:00:00",
                venue_name="Biblioteket",
                venue_organisation_id=host,
            )
        hidden: dict[str, Any] = {
            "networks": [network],
            "venue_name": "X",
            "venue_organisation_id": host,
        }
        await factories.meeting("Utkast", factories.DRAFT, **hidden)
        await factories.meeting("Över", factories.OVER, **hidden)
    return MEETINGS


def sorted_as(steps: list[tuple[str, bool]], rows: list[Listed]) -> list[str]:
    """Sort rows the way an order says; the titles here sort alike in Swedish and by code point."""
    listed = sorted(rows, key=lambda row: row["id"])
    for name, descending in reversed(steps):
        listed.sort(key=lambda row: row[name], reverse=descending)
    return [row["id"] for row in listed]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("place", PLACES)
async def test_pages_of_any_size_visit_the_same_rows_both_ways(
    ask: Asking, meetings: int, place: str, order: str
) -> None:
    said, steps = ORDERS[order]
    asked = List(ask, place, said)
    whole = await asked.page(first=100)
    ids = sorted_as(steps, [it["node"] for it in whole["edges"]])
    cursors = [it["cursor"] for it in whole["edges"]]
    assert [it["node"]["id"] for it in whole["edges"]] == ids
    assert len(set(ids)) == meetings

    for size in (1, 2, 4, meetings, meetings + 1):
        forward = await walked(asked, size, "first", ids, cursors)
        backward = await walked(asked, size, "last", ids, cursors)

        assert forward == ids
        assert backward == ids


async def walked(asked: List, size: int, way: str, ids: list[str], cursors: list[str]) -> list[str]:
    """Page through a list from one end to the other; each page must say where it lies."""
    visited: list[str] = []
    cursor = None
    while True:
        side = "after" if way == "first" else "before"
        given = f'"{cursor}"' if cursor else None
        page = await asked.page(**{way: size, side: given})
        found = [it["id"] for it in page["nodes"]]
        start = ids.index(found[0])
        end = start + len(found)
        assert page == {
            "totalCount": len(ids),
            "pageInfo": {
                "hasNextPage": end < len(ids),
                "hasPreviousPage": start > 0,
                "startCursor": cursors[start],
                "endCursor": cursors[end - 1],
            },
            "edges": [
                {"cursor": cursors[at], "node": page["edges"][at - start]["node"]}
                for at in range(start, end)
            ],
            "nodes": [{"id": it} for it in ids[start:end]],
        }
        visited = [*visited, *found] if way == "first" else [*found, *visited]
        if not page["pageInfo"]["hasNextPage" if way == "first" else "hasPreviousPage"]:
            return visited
        cursor = page["pageInfo"]["endCursor" if way == "first" else "startCursor"]


@pytest.mark.parametrize("order", ["as usual", "mixed"])
async def test_what_lies_between_two_cursors_is_what_is_between_them(
    ask: Asking, meetings: int, order: str
) -> None:
    asked = List(ask, "relation", ORDERS[order][0])
    whole = await asked.page(first=100)
    ids = [it["id"] for it in whole["nodes"]]
    cursors = [f'"{it["cursor"]}"' for it in whole["edges"]]

    for after, before in ((0, 3), (2, 7), (4, 5), (0, meetings - 1)):
        for way, kept in (("first", slice(0, 2)), ("last", slice(-2, None))):
            page = await asked.page(**{way: 2, "after": cursors[after], "before": cursors[before]})

            assert [it["id"] for it in page["nodes"]] == ids[after + 1 : before][kept]
            assert page["pageInfo"]["hasNextPage"] is True
            assert page["pageInfo"]["hasPreviousPage"] is True
            assert page["totalCount"] == meetings


async def test_a_page_of_none_tells_only_what_lies_around_it(ask: Asking, meetings: int) -> None:
    asked = List(ask, "root", "")

    page = await asked.page(first=0)

    assert page == {
        "totalCount": meetings,
        "pageInfo": {
            "hasNextPage": True,
            "hasPreviousPage": False,
            "startCursor": None,
            "endCursor": None,
        },
        "edges": [],
        "nodes": [],
    }


async def test_an_empty_list_has_a_page_like_any_other(ask: Asking) -> None:
    page = await List(ask, "root", "").page()

    info = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert page == {"totalCount": 0, "pageInfo": info, "edges": [], "nodes": []}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("__typename", {"__typename": "MeetingConnection"}),
        ("totalCount", {"totalCount": MEETINGS}),
        ("pageInfo { __typename }", {"pageInfo": {"__typename": "PageInfo"}}),
        ("pageInfo { hasPreviousPage }", {"pageInfo": {"hasPreviousPage": False}}),
        ("pageInfo { hasNextPage }", {"pageInfo": {"hasNextPage": True}}),
        ("nodes @skip(if: true) { id }", {}),
        ("nodes { id @skip(if: true) }", {"nodes": [{}, {}]}),
        ("edges { __typename }", {"edges": [{"__typename": "MeetingEdge"}] * 2}),
    ],
)
@pytest.mark.parametrize("size", ["first: 2", "last: 2"])
async def test_any_part_of_a_page_can_be_asked_for_alone(
    ask: Asking, meetings: int, parts: str, expected: dict[str, Any], size: str
) -> None:
    if size == "last: 2" and "Page" in parts:
        expected = {"pageInfo": {name: PAGE_INFO.get(name) for name in expected["pageInfo"]}}

    found = await ask.data(f"{{ meetings({size}) {{ {parts} }} }}")

    assert found == {"meetings": expected}


PAGE_INFO = {"__typename": "PageInfo", "hasPreviousPage": True, "hasNextPage": False}
"""What the last page says of itself."""


async def test_a_page_may_be_asked_for_the_names_of_its_types_alone(ask: Asking) -> None:
    asked = "{ edges { __typename } }"

    found = await ask.data(f"{{ changes {asked} networks {asked} }}")

    assert found == {"changes": {"edges": []}, "networks": {"edges": []}}
