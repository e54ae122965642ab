"""For whom an answer is: Content-Language tells which language its readers want (RFC 9110, 8.5).

That is the language of the view, whichever way it was chosen, also where a text has to come in
another: that is told beside the text.
"""

import pytest
from httpx import AsyncClient

TITLES = "{ networks { nodes { title } } }"
MUTATION = 'mutation %s { createPage(input: {title: {}, path: "/x"}) { errors { message } } }'


@pytest.mark.parametrize(
    ("view", "accepted", "language"),
    [
        ("", None, "sv"),
        ("", "en-GB, sv;q=0.5", "en"),
        ("@view(locale: EN)", None, "en"),
        ("@view(locale: SV)", "en", "sv"),
    ],
)
@pytest.mark.parametrize("question", ["query %s " + TITLES, MUTATION])
async def test_an_answer_says_whose_language_it_speaks(
    client: AsyncClient, question: str, view: str, accepted: str | None, language: str
) -> None:
    headers = {"Accept-Language": accepted} if accepted else {}

    answer = await client.post("/graphql", json={"query": question % view}, headers=headers)

    assert "data" in answer.json()
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize(
    "query", ["{ __schema { queryType { name description } } }", "{ nothing }", "{"]
)
async def test_what_tells_no_content_is_in_nobodys_language(
    client: AsyncClient, query: str
) -> None:
    answer = await client.post("/graphql", json={"query": query})

    assert "Content-Language" not in answer.headers


async def test_who_has_an_answer_is_not_told_its_language_again(seeded: AsyncClient) -> None:
    """Metadata of what is not sent is left out (RFC 9110, section 15.4.5)."""
    first = await seeded.get("/graphql", params={"query": TITLES})

    again = await seeded.get(
        "/graphql", params={"query": TITLES}, headers={"If-None-Match": first.headers["ETag"]}
    )

    assert first.headers["Content-Language"] == "sv"
    assert again.status_code == 304
    assert "Content-Language" not in again.headers
