"""Addresses: in two languages, old ones that lead on, and none that leads to somebody else."""

import pytest

from tests.website.conftest import Website
from tests.website.test_pages import HOME, PAGES

MOVED = "max-age=600"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/natverk/bokprat", "/natverk/lasgladje"),
        ("/en/natverk/bokprat", "/en/natverk/lasgladje"),
        ("/natverk/bokprat?fbclid=1", "/natverk/lasgladje"),
        ("/traffar/bokfika", "/traffar/lasfika"),
        ("/om", "/om-oss"),
        ("/en/om/", "/en/om"),
        ("/kalendarium?natverk=bokprat", "/kalendarium?natverk=lasgladje"),
        ("/om-oss/", "/om-oss"),
        ("https://natverk.example//example.org/", "/example.org"),
    ],
)
async def test_old_addresses_lead_on(website: Website, old: str, new: str) -> None:
    answer = await website.get(old, 308)

    assert (answer.headers["Location"], answer.headers["Cache-Control"]) == (new, MOVED)


@pytest.mark.parametrize(
    ("address", "home"),
    [("/", HOME), ("/natverk", HOME), ("/en", f"/en{HOME}"), ("/en/", f"/en{HOME}")],
)
async def test_the_root_leads_to_the_networks_for_now(
    website: Website, address: str, home: str
) -> None:
    assert (await website.get(address, 307)).headers["Location"] == home


async def test_no_page_links_to_whoever_its_address_names(website: Website) -> None:
    page = await website.page("https://natverk.example/en//example.org", 404)

    assert page.links["Svenska"] == "/example.org"


@pytest.mark.parametrize("address", PAGES)
async def test_each_page_is_there_in_both_languages(website: Website, address: str) -> None:
    swedish, english = await website.page(address), await website.page(f"/en{address}")

    assert (swedish.language, english.language) == ("sv", "en")
    assert swedish.links["English"] == f"/en{address}"
    assert english.links["Svenska"] == address
    for page, own in ((swedish, address), (english, f"/en{address}")):
        heads = {it.get("hreflang", it["rel"]): it["href"] for it in page.heads if "rel" in it}
        assert heads["canonical"] == f"https://natverk.example{own}"
        assert heads["sv"] == f"https://natverk.example{address}"
        assert heads["en"] == f"https://natverk.example/en{address}"


async def test_english_is_english_all_over(website: Website) -> None:
    home = await website.page(f"/en{HOME}")
    network = await website.page("/en/natverk/manadstraffar")

    assert home.names(1) == ["Networks for library staff"]
    assert [it for it in home.names(2) if it in ("Focus areas", "Networks 2023")] == [
        "Focus areas",
        "Networks 2023",
    ]
    assert home.links["The whole calendar"] == "/en/kalendarium"
    assert home.links["Coming network meetings in the calendar"] == "/en/kalendarium"
    assert network.names(1) == ["Monthly meetings"]
    assert network.links["Träff 1"] == "/en/traffar/traff-1"  # said in Swedish only


async def test_robots_and_the_map_of_the_site_tell_what_there_is(website: Website) -> None:
    robots = (await website.get("/robots.txt")).text
    sitemap = (await website.get("/sitemap.xml")).text

    assert "Sitemap: https://natverk.example/sitemap.xml" in robots
    for path in (HOME, "/natverk/lasgladje", "/traffar/lasfika", "/om-oss"):
        assert f"<loc>https://natverk.example{path}</loc>" in sitemap
        assert f"<loc>https://natverk.example/en{path}</loc>" in sitemap
    assert "hemligt" not in sitemap
    assert "bokprat" not in sitemap
