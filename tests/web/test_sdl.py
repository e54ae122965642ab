"""The schema as text: the committed one, and not sent twice to whoever has it."""

from httpx import AsyncClient

from schema import printed


async def test_the_schema_is_served_as_text(client: AsyncClient) -> None:
    answer = await client.get("/schema.graphql")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == printed()


async def test_who_has_the_schema_is_told_that_it_is_unchanged(client: AsyncClient) -> None:
    etag = (await client.get("/schema.graphql")).headers["etag"]

    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = await client.get("/schema.graphql", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag


async def test_who_has_another_schema_is_sent_this_one(client: AsyncClient) -> None:
    answer = await client.get("/schema.graphql", headers={"If-None-Match": '"other"'})

    assert answer.status_code == 200
