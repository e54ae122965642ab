"""Addresses are proposed from titles, in letters that every keyboard has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.content.slugs import free_slug, is_slug, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Språklust", "spraklust"),
        ("Samverkan: folkbibliotek & socialtjänst", "samverkan-folkbibliotek-socialtjanst"),
        ("  Åäö ÅÄÖ  ", "aao-aao"),
        ("Café Ærø, Straße", "cafe-aero-strasse"),
        ("Barn’s rights", "barns-rights"),
        ("2026 – höst", "2026-host"),
        ("日本", ""),
        ("", ""),
    ],
)
def test_a_title_proposes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=400))
def test_whatever_is_proposed_can_be_an_address(title: str) -> None:
    slug = slug_of(title)

    assert slug == "" or is_slug(slug)
    assert slug == "" or is_slug(free_slug(slug, {slug}))


def test_a_proposal_that_is_taken_gets_a_number() -> None:
    assert free_slug("traff", {"traff", "traff-2", "traff-4"}) == "traff-3"
    assert free_slug("traff", {"traff-2"}) == "traff"


@pytest.mark.parametrize("text", ["", "Träff", "a--b", "-a", "a-", "a b", "a/b", "a" * 201])
def test_what_cannot_be_an_address(text: str) -> None:
    assert not is_slug(text)
