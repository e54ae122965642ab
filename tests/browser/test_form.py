"""The form of a saved operation: an editor changes what is there, and loses nothing of theirs."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Explore, sign_in
from tests.browser.exploring import VARIABLES, Explorer, opened_explorer
from tests.browser.noticing import Noticed
from web.identity.cookies import NAME

pytestmark = pytest.mark.usefixtures("explorer")

OF_NETWORK: Final = """query ($id: ID!) @view(drafts: true) {
  node(id: $id) { ... on Network { version title lead position contacts { name } } }
}"""
MOVE: Final = """mutation ($id: ID!) {
  updateNetwork(input: { id: $id, expectedVersion: 1, position: 2, lead: { sv: "Evas ingress" } }) {
    errors { message }
  }
}"""
NAMED_SO: Final = """query @view(drafts: true) {
  meetings(where: { title: { eq: "Läsning på mitt språk" } }) { totalCount }
}"""


async def test_what_a_network_says_is_there_to_be_changed(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await changing(await explore(own_address))
    before = await said(explorer)
    ingress = page.get_by_role("group", name="Ingress", exact=True)
    text = await ingress.get_by_label("svenska", exact=True).input_value()

    await explorer.write_in("Ingress", f"{text} 🎉\n“Åäö”")
    saved = (await explorer.run())["data"]["updateNetwork"]
    again = (await explorer.run())["data"]["updateNetwork"]

    after = await said(explorer)
    assert saved["errors"] == again["errors"] == []
    assert text == before["lead"]
    assert after == {**before, "version": 2, "lead": f"{text} 🎉\n“Åäö”"}


async def test_a_contact_is_taken_from_a_network_and_another_put_there(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await explore(own_address)
    await explorer.choose("Hitta en person")
    await page.get_by_label("Ord i titeln").fill("annhild")
    await page.get_by_label("Ord i titeln").press("Enter")
    await explorer.answer()

    await changing(explorer)
    await page.get_by_role("button", name="Ta bort Lena Jonsson").click()
    await explorer.fill_in("Annhild Ottosson")
    await explorer.run()

    assert (await said(explorer))["contacts"] == [{"name": "Annhild Ottosson"}]


async def test_what_a_colleague_has_saved_meanwhile_is_put_beside_what_was_written(
    page: Page, explore: Explore, own_address: str, filled: Path
) -> None:
    explorer = await changing(await explore(own_address))
    await explorer.write_in("Ingress", "Min ingress")
    await explorer.write_in("Namn", "Språklusten")
    sessions = json.loads((filled.parent / "sessions.json").read_text("utf-8"))
    eva = {"Cookie": f"{NAME}={sessions['eva@example.org']}"}
    asked = {"query": MOVE, "variables": {"id": (await written(explorer))["id"]}}
    await page.request.post(f"{own_address}/graphql", data=asked, headers=eva)

    await explorer.run()
    await expect(explorer.faults).to_contain_text("Det var Eva Lind, ")
    await page.get_by_role("button", name="Hämta version 2").click()
    await expect(page.locator(".form [role=status]")).to_have_text(
        "Ni har båda ändrat ingress, svenska. Det du har skrivit står kvar."
    )
    await explorer.run()

    after = await said(explorer)
    assert {name: after[name] for name in ("version", "title", "lead", "position")} == {
        "version": 3,
        "title": "Språklusten",
        "lead": "Min ingress",
        "position": 2,
    }


async def test_a_session_that_is_over_takes_nothing_of_what_was_written(
    page: Page, explore: Explore, own_address: str, noticed: Noticed
) -> None:
    explorer = await changing(await explore(own_address))
    await explorer.write_in("Ingress", "Skrivet när sessionen tog slut")
    await page.context.clear_cookies()

    await explorer.run()
    await expect(explorer.faults).to_contain_text("Logga in som en som får")
    await page.locator(".over").get_by_role("link", name="Logga in igen").click()
    await sign_in(page)
    explorer = await opened_explorer(page)

    ingress = page.get_by_role("group", name="Ingress", exact=True)
    await expect(ingress.get_by_label("svenska", exact=True)).to_have_value(
        "Skrivet när sessionen tog slut"
    )
    assert (await explorer.run())["data"]["updateNetwork"]["errors"] == []
    assert noticed.faults == []


async def test_what_is_being_written_is_there_again_when_the_page_was_left(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await changing(await explore(own_address))
    other = await page.context.new_page()
    await other.goto(f"{own_address}/explorer")
    await (await opened_explorer(other)).choose("Hitta en sida")

    await explorer.write_in("Ingress", "Halvvägs")
    await page.reload()
    await opened_explorer(page)

    ingress = page.get_by_role("group", name="Ingress", exact=True)
    await expect(ingress.get_by_label("svenska", exact=True)).to_have_value("Halvvägs")


async def test_who_signs_out_in_another_window_is_told_and_whoever_signs_in_there_sends_nothing(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await changing(await explore(own_address))
    other = await page.context.new_page()
    await other.goto(f"{own_address}/explorer")

    await other.get_by_role("button", name="Logga ut").click()
    await expect(page.locator(".over")).to_contain_text("Du är inte inloggad längre.")
    await sign_in(other, "bo@example.org")
    await opened_explorer(other)
    await explorer.runner.click()

    await expect(explorer.faults).to_contain_text("Någon annan har loggat in")
    await expect(page.locator(".over")).to_contain_text("Ladda om sidan")


async def test_what_is_sent_twice_because_the_line_broke_is_made_once(
    page: Page, explore: Explore, own_address: str, noticed: Noticed
) -> None:
    explorer = await explore(own_address)
    await explorer.choose("Hitta ett nätverk")
    await explorer.run()
    await explorer.choose("Skapa ett möte")
    await explorer.fill_in("Språklust")
    await explorer.fill_in("Lena Jonsson")

    async def lost(route: Any) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/graphql", lost)
    await explorer.runner.click()
    await expect(explorer.faults).to_contain_text("Servern svarar inte")
    await page.unroute("**/graphql")
    created = (await explorer.run())["data"]["createMeeting"]

    asked = await page.request.post(f"{own_address}/graphql", data={"query": NAMED_SO})
    assert (await asked.json())["data"]["meetings"]["totalCount"] == 1
    assert created["errors"] == []
    noticed.expect("ERR_FAILED")


async def test_several_things_are_published_together_each_in_the_version_that_was_seen(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await explore(own_address)
    await explorer.choose("Hitta ett nätverk")
    await page.get_by_label("Ord i titeln").fill("")
    await explorer.run()
    await explorer.choose("Publicera vid årsskiftet")

    await explorer.fill_in("Språklust")
    await page.get_by_label("Vad det gäller: lägg till").select_option("Tillgänglighet")
    await page.get_by_label("Vad det gäller: lägg till").select_option("Bibliotekschefer")
    await page.get_by_role("button", name="Ta bort Tillgänglighet").click()

    variables = await written(explorer)
    assert len(variables["id"]) == 2
    assert variables["version"] == [1, 1]
    assert variables["fran"].endswith("-01-01T00:00:00+01:00")


async def test_what_is_wrong_is_told_at_its_field_which_is_led_to(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await changing(await explore(own_address))
    await explorer.write_in(
        "Brödtext", "<script>alert(1)</script> [här](https://exempel.se/) ![b](b)"
    )

    await explorer.run()
    await page.get_by_role("button", name="Visa stället").first.click()

    field = page.get_by_role("group", name="Brödtext").get_by_label("svenska", exact=True)
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(
        re.compile("^Länktexten ”här” säger inte .* Bilder kan inte ligga i texten")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nobody_is_shut_out_of_it(
    page: Page, explore: Explore, address: str, axe: Axe, scheme: str
) -> None:
    await page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    explorer = await changing(await explore(address))
    await explorer.write_in("Ingress", "x" * 1001)
    await explorer.run()
    await page.locator(".form").get_by_text("Mer att fylla i").first.click()
    await page.get_by_role("button", name="Lägg till i länkar").click()

    await explorer.choose("Skapa ett möte")
    found = [await axe(page)]
    await explorer.choose("Ändra ett nätverk")
    found.append(await axe(page))

    assert found == [[], []]


async def test_what_an_example_says_is_not_said_of_what_is_real(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await explorer.choose("Hitta ett möte")
    [meeting] = (await explorer.run())["data"]["meetings"]["nodes"]

    await explorer.choose("Skjut upp ett möte")
    await explorer.fill_in(meeting["title"])

    assert await written(explorer) == {
        "id": meeting["id"],
        "version": meeting["version"],
        "anledning": {},
        "nyTid": {},
    }


async def changing(explorer: Explorer) -> Explorer:
    """Choose a network that is to be changed, and wait until what it says is there."""
    await explorer.choose("Hitta ett nätverk")
    await explorer.run()
    await explorer.choose("Ändra ett nätverk")
    await explorer.fill_in("Språklust")
    await expect(explorer.page.get_by_label("Plats i ordningen")).to_have_value(re.compile(r"\d"))
    return explorer


async def written(explorer: Explorer) -> Any:
    return json.loads(await explorer.text(VARIABLES))


async def said(explorer: Explorer) -> Any:
    """Ask what the network says that is being changed."""
    address = explorer.page.url.removesuffix("explorer")
    asked = {"query": OF_NETWORK, "variables": {"id": (await written(explorer))["id"]}}
    answer = await explorer.page.request.post(f"{address}graphql", data=asked)
    return (await answer.json())["data"]["node"]
