"""In which language a text is told: for each of them, since each comes in the first that it has."""

import pytest

from services.database.storage import Store
from tests import factories
from tests.asking import Asking

LINK = {"kind": "EXTERNAL", "url": "https://example.org", "label": {"sv": "Läs vidare"}}

QUESTION = """query($locale: Locale) @view(locale: $locale) {
  networks { nodes {
    locales { title lead purpose participants }
    body { text locale }
    links { label locale }
  } }
}"""


async def write(store: Store) -> None:
    """Write a network with a text in both languages, one in each of them, and one in none."""
    async with store.writing():
        await factories.network(
            {"sv": "Språklust", "en": "Language fun"},
            lead={"sv": "Med små barn"},
            purpose={"en": "To read more"},
            body={"sv": "Vi *läser*."},
            links=[LINK],
        )


@pytest.mark.parametrize(
    ("locale", "locales"),
    [
        ("SV", {"title": "SV", "lead": "SV", "purpose": "EN", "participants": None}),
        ("EN", {"title": "EN", "lead": "SV", "purpose": "EN", "participants": None}),
    ],
)
async def test_each_text_tells_the_language_that_it_is_told_in(
    store: Store, ask: Asking, locale: str, locales: dict[str, str | None]
) -> None:
    await write(store)

    told = await ask.data(QUESTION, {"locale": locale})

    assert told["networks"]["nodes"] == [
        {
            "locales": locales,
            "body": {"text": "Vi läser.", "locale": "SV"},
            "links": [{"label": "Läs vidare", "locale": "SV"}],
        }
    ]


async def test_languages_are_asked_for_by_fragments_of_their_own(store: Store, ask: Asking) -> None:
    async with store.writing():
        await factories.network("Språklust", lead={"en": "With small children"})
        await factories.focus_area({"sv": "Läsning", "en": "Reading"})

    told = await ask.data(
        """query @view(locale: EN) {
          networks { nodes { ...Title ...Lead name: locales { title __typename } } }
          focusAreas { nodes { locales { of: title } } }
        }
        fragment Title on Network { locales { title } }
        fragment Lead on Network { locales { lead } }"""
    )

    assert told == {
        "networks": {
            "nodes": [
                {
                    "locales": {"title": "SV", "lead": "EN"},
                    "name": {"title": "SV", "__typename": "NetworkLocales"},
                }
            ]
        },
        "focusAreas": {"nodes": [{"locales": {"of": "EN"}}]},
    }


async def test_one_question_tells_of_content_of_several_types(store: Store, ask: Asking) -> None:
    async with store.writing():
        network = await factories.network({"sv": "Språklust", "en": "Language fun"})
        person = await factories.contact(role={"sv": "Utvecklare"})

    told = await ask.data(
        """query($ids: [ID!]!) @view(locale: EN) { nodes(ids: $ids) {
          ... on Network { locales { title } }
          ... on Contact { locales { role unit } }
        } }""",
        {"ids": [str(network), str(person)]},
    )

    assert told["nodes"] == [
        {"locales": {"title": "EN"}},
        {"locales": {"role": "SV", "unit": None}},
    ]
