"""The networks' page and the networks: what is shown, where links lead, what is not there."""

import re
from urllib.parse import urlsplit

import pytest

from tests.website.conftest import Website
from tests.website.filling import MANY, NOW
from tests.website.reading import Found

HOME = "/natverk-for-bibliotekspersonal"

PAGES = [
    HOME,
    "/natverk/bibliotekschefer",
    "/natverk/digital-transformation",
    "/natverk/manadstraffar",
    "/natverk/lascirklar",
    "/fokusomraden/biblioteken-i-samhallet",
    "/fokusomraden/lust-att-lasa",
    "/kalendarium",
    f"/kalendarium/{NOW.year}-12",
    f"/kalendarium/{NOW.year}-v52",
    f"/kalendarium/{NOW.year}-12?natverk=spraklust",
    "/traffar/exempel-digitalt-och-tillgangligt",
    "/traffar/exempel-var-samverkan-ett-halvar-senare",
    "/traffar/exempel-en-heldag-om-tillganglig-lasning",
    "/traffar/nordisk-traff",
    "/traffar/fet",
    "/traffar/flyttad",
    "/traffar/cirkel-0",
    "/traffar/cirkel-1",
    "/om-oss",
]
"""One address of each kind of page, and of each state of what is shown."""

LIMIT = 50_000
"""How many bytes a page may have in all."""


async def test_the_networks_page_is_structured_as_the_real_one(website: Website) -> None:
    page = await website.page(HOME)

    assert page.title == "Nätverk för bibliotekspersonal – Biblioteksutveckling"
    assert page.names(1) == ["Nätverk för bibliotekspersonal"]
    after = page.names(2).index("Fokusområden")
    assert page.names(2)[after:] == ["Fokusområden", "Nätverk 2023", "Fler nätverk"]
    assert page.names(3)[-14:] == [
        "Biblioteken i samhället",
        "Digital delaktighet och kompetens",
        "Läsfrämjande, berättelser och bildning",
        "Lust att läsa",
        "Ännu utan text",
        "Bibliotekschefer",
        "Barns delaktighet och inflytande",
        "Digital transformation",
        "Samverkan folkbibliotek och socialtjänst",
        "Språklust",
        "Tillgänglighet",
        "Läsglädje",
        "Månadsträffar",
        "Läscirklar",
    ]
    for contact in ("Johanna Billvén", "Lena Jonsson", "Linn Holmstedt", "Annhild Ottosson"):
        assert contact in page.text


async def test_the_networks_page_leads_on(website: Website) -> None:
    page = await website.page(HOME)

    tip = "https://example.org/natverk-for-larande-och-utveckling"
    assert page.links["Nätverk för lärande och utveckling"] == tip
    assert page.text.count("Extern länk") == 1
    assert page.links["Kommande nätverksträffar i kalendariet"] == "/kalendarium"
    assert page.links["Språklust"] == "/natverk/spraklust"


async def test_a_network_tells_what_it_is(website: Website) -> None:
    page = await website.page("/natverk/digital-transformation")

    assert page.names(1) == ["Digital transformation"]
    for text in (
        "Vilka som deltar",
        "Personal som utforskar vad den digitala förändringen betyder för folkbiblioteken.",
        "Syfte",
        "Förkunskaper",
        "Du som deltar har gått kursen ”Att leda bibliotekens digitala transformation”.",
        "Linn Holmstedt",
        "Kontaktperson för nätverk",
    ):
        assert text in page.text
    assert page.names(2)[:2] == ["Det här handlar nätverket om", "En gemensam grund"]


async def test_a_network_names_its_members(website: Website) -> None:
    page = await website.page("/natverk/bibliotekschefer")

    told = page.text.partition("Medlemmar")[2].split("\n")
    names = [it.strip() for it in told if it.strip()]
    assert names[:3] == ["Aneby kommun", "Eksjö kommun", "Gislaveds kommun"]
    assert names[13] == "Region Jönköpings län"


async def test_a_network_has_feeds_that_answer(website: Website) -> None:
    page = await website.page("/natverk/manadstraffar")

    calendar, feed = page.links["Kalenderfil (ics)"], page.links["Nyhetsflöde (Atom)"]
    kinds = [
        await kind_of(website, f"{website.api}{urlsplit(it).path}?{urlsplit(it).query}")
        for it in (calendar, feed)
    ]
    assert page.links["Prenumerera i kalendern"] == calendar.replace("http:", "webcal:")
    assert kinds == ["text/calendar; charset=utf-8", "application/atom+xml; charset=utf-8"]
    assert [it["href"] for it in page.heads if "type" in it and "title" in it] == [feed, calendar]


async def test_meetings_are_listed_ten_at_a_time_in_both_directions(website: Website) -> None:
    first = await website.page("/natverk/manadstraffar")
    second = await website.page(first.links["Fler träffar →"])
    third = await website.page(second.links["Fler träffar →"])
    again = await website.page(third.links["← Tidigare träffar"])

    pages = [[it for it in page.names(3) if it.startswith("Träff ")] for page in (first, second)]
    assert pages == [
        [f"Träff {number}" for number in range(1, 11)],
        [f"Träff {number}" for number in range(11, 21)],
    ]
    assert third.names(3) == [f"Träff {number}" for number in range(21, MANY + 1)]
    assert again.names(3) == second.names(3)
    assert "efter" not in third.links["← Tidigare träffar"]
    assert ["Fler träffar →" in it.links for it in (first, second, third)] == [True, True, False]
    assert ["← Tidigare träffar" in it.links for it in (first, again)] == [False, True]


async def test_a_focus_area_has_its_text_on_a_page_of_its_own(website: Website) -> None:
    home = await website.page(HOME)
    area = await website.page(home.links["Biblioteken i samhället"])

    assert area.headings == [
        (1, "Biblioteken i samhället"),
        (2, "Frågor att samtala om"),
        (2, "Fokusområdet och nätverken"),
    ]
    assert area.links["Fokusområden"] == f"{HOME}#focus"


async def test_a_focus_area_and_its_networks_lead_to_each_other(website: Website) -> None:
    network = await website.page("/natverk/lascirklar")
    area = await website.page(network.links["Lust att läsa"])

    assert area.headings == [
        (1, "Lust att läsa"),
        (2, "Nätverk inom fokusområdet"),
        (3, "Läscirklar"),
    ]
    assert area.links["Läscirklar"] == "/natverk/lascirklar"


async def test_a_focus_area_with_nothing_more_to_read_has_no_page(website: Website) -> None:
    home = await website.page(HOME)
    sitemap = (await website.get("/sitemap.xml")).text

    assert home.links["Lust att läsa"] == "/fokusomraden/lust-att-lasa"
    assert "Ännu utan text" in home.names(3)
    assert "Ännu utan text" not in home.links
    assert "/fokusomraden/lust-att-lasa<" in sitemap
    assert "/fokusomraden/annu-utan-text<" not in sitemap


async def test_a_page_of_running_text_has_no_networks(website: Website) -> None:
    page = await website.page("/om-oss")

    assert page.headings == [(1, "Om oss"), (2, "Mer")]
    assert page.links["kalendariet"] == "/kalendarium"


@pytest.mark.parametrize(
    "address",
    [
        "/nagot-annat",
        "/natverk/nagot-annat",
        "/traffar/nagot-annat",
        "/fokusomraden/nagot-annat",
        "/fokusomraden/annu-utan-text",
        "/natverk/spraklust?efter=ingen-markor",
        "/natverk/hemligt-natverk",
        f"/kalendarium/{NOW.year}-13",
        f"/kalendarium/{NOW.year}-v54",
        "/kalendarium/9999-01",
        "/kalendarium/1-01",
        "/kalendarium?natverk=nagot-annat",
        "/wp-login.php",
    ],
)
async def test_what_is_not_there_is_told_with_a_way_on(website: Website, address: str) -> None:
    page = await website.page(address, 404)

    assert page.names(1) == ["Sidan finns inte"]
    assert page.links["Till startsidan"] == HOME
    assert {"name": "robots", "content": "noindex"} in page.heads


@pytest.mark.parametrize("address", PAGES)
async def test_a_page_takes_one_request_of_the_api(website: Website, address: str) -> None:
    before = await website.asked()
    await website.get(address)
    await website.get(f"/en{address}")

    assert await website.asked() - before == 2


@pytest.mark.parametrize("address", PAGES)
async def test_a_page_is_light_and_needs_no_script(website: Website, address: str) -> None:
    html = (await website.get(address)).text
    page = Found.of(html)

    parts = [it["href"] for it in page.heads if it.get("rel") in ("stylesheet", "icon")]
    sizes = [len((await website.get(it)).content) for it in parts]
    assert len(parts) == 2
    assert len(html.encode()) + sum(sizes) < LIMIT
    assert (
        re.findall(r"<script(?! type=\"application/ld\+json\")|<style| style=| on\w+=", html) == []
    )


async def test_what_content_says_is_never_markup(website: Website) -> None:
    html = (await website.get("/traffar/fet")).text

    assert Found.of(html).names(1) == ["</script><b>Fet</b>"]
    assert "<b>Fet" not in html
    assert "<script>" not in html


async def kind_of(website: Website, address: str) -> str:
    """Tell of which kind the answer is that the API gives at an address."""
    return (await website.told(address)).headers["Content-Type"]
