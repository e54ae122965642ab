"""An application has one clock: what is public, and who is signed in, is told by it alone."""

from dataclasses import replace
from datetime import datetime, timedelta

from httpx import Response

from server import create_app
from services.identity.passwords import Passwords
from settings import Settings
from tests.factories import DAY, NOW, SCHEDULED, network
from tests.identities import PASSWORD, QUICK, person, signed_in
from tests.web.conftest import asking

COUNT = {"query": "{ viewer { name } networks { totalCount } }"}
SIGN_IN = """
mutation SignIn($password: String!) {
  signIn(input: { email: "asa@example.org", password: $password }) { errors { message } }
}
"""


async def test_what_is_public_and_who_is_signed_in_is_told_by_its_clock(database: str) -> None:
    hour = timedelta(hours=1)
    moments = [NOW + hour, NOW + 2 * DAY, NOW + 29 * DAY, NOW + 31 * DAY]
    told: list[datetime] = [NOW]
    app = create_app(Settings(database_url=database), clock=lambda: told[0])

    async with app.router.lifespan_context(app), asking(app) as client:
        async with app.state.store.writing():
            await network("Språklust", SCHEDULED)
        await person(app.state.entrance)
        begun = await signed_in(app.state.entrance)
        answers = []
        for told[0] in moments:
            cookie = {"Cookie": f"knutpunkt_session={begun.secret}"}
            answers.append(await client.post("/graphql", json=COUNT, headers=cookie))

    assert [data(it)["viewer"] for it in answers] == [{"name": "Åsa Öberg"}, None, None, None]
    assert [data(it)["networks"]["totalCount"] for it in answers] == [0, 0, 0, 1]


async def test_who_signs_in_does_so_at_its_time(database: str) -> None:
    app = create_app(Settings(database_url=database, session_lifetime=5), clock=lambda: NOW)

    async with app.router.lifespan_context(app), asking(app) as client:
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        await person(app.state.entrance)
        body = {"query": SIGN_IN, "variables": {"password": PASSWORD}}
        answer = await client.post("/graphql", json=body)

    assert data(answer) == {"signIn": {"errors": []}}
    assert "; Max-Age=18000;" in answer.headers["Set-Cookie"]


def data(answer: Response) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = answer.json()["data"]
    return found
