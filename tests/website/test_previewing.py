"""Preview links: drafts for whoever has one, on one page, for some time, and nowhere kept."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from examples.website.previewing import Preview, signed
from tests.website.conftest import SECRET, Clock, Website, website_on
from tests.website.filling import NOW, Filled
from tests.website.gates import Gate
from tests.website.test_settings import website as command

DRAFT = "/natverk/hemligt-natverk"
UNTIL = Preview((NOW + timedelta(hours=72)).replace(microsecond=0))


def link(path: str, preview: Preview = UNTIL, secret: str = SECRET) -> str:
    """Write a preview link as the command does."""
    return f"{path}?preview={signed(secret, path, preview)}"


async def test_a_link_that_the_command_prints_shows_a_draft(website: Website) -> None:
    said = {"WEBSITE_PREVIEW_SECRET": SECRET, "WEBSITE_URL": "https://natverk.example"}
    told = command(said, "preview", f"https://natverk.example/en{DRAFT}", "--hours", "1")
    address = told.stdout.strip()

    answer = await website.get(address)
    page = await website.page(address)
    swedish = await website.page(page.links["Svenska"])

    assert urlsplit(address).path == f"/en{DRAFT}"
    assert [it.names(1) for it in (page, swedish)] == [["Hemligt nätverk"]] * 2
    assert page.notices[0].startswith("Preview. This is the page with what has not been published")
    assert swedish.notices[0].startswith("Förhandsvisning. Så här ser sidan ut med det som ännu")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in answer.headers
    assert {"name": "robots", "content": "noindex"} in page.heads
    assert [it for it in page.heads if it.get("rel") == "canonical"] == []


async def test_without_a_link_nobody_hears_of_a_draft(website: Website) -> None:
    await website.get(link(DRAFT))
    await website.get(link("/natverk/spraklust-och-lek"))

    await website.get(DRAFT, 404)
    await website.get("/natverk/spraklust-och-lek", 404)
    public = await website.page("/natverk/spraklust")
    assert public.names(1) == ["Språklust"]


async def test_a_draft_with_another_address_is_found_by_the_present_one(website: Website) -> None:
    answer = await website.get(link("/natverk/spraklust"), 308)
    page = await website.page(answer.headers["Location"])

    assert answer.headers["Location"] == link("/natverk/spraklust-och-lek")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert page.names(1) == ["Språklust och lek"]


async def test_the_calendar_and_its_filter_can_be_previewed(website: Website) -> None:
    page = await website.page(f"{link('/kalendarium')}&natverk=hemligt-natverk")

    assert page.notices
    assert "Hemligt nätverk" in page.text


@pytest.mark.parametrize(
    "address",
    [
        link("/natverk/spraklust").replace("spraklust", "tillganglighet"),
        link(DRAFT)[:-1],
        link(DRAFT).replace("=1", "=2"),
        link(DRAFT, secret="en annan hemlighet, lika lång som den riktiga"),
        f"{DRAFT}?preview=1",
        f"{DRAFT}?preview=.",
        f"{DRAFT}?preview=å.ä",
        f"{DRAFT}?preview=99999999999999999999.x",
    ],
    ids=["other page", "cut", "later", "other secret", "no key", "empty", "letters", "too late"],
)
async def test_a_link_that_was_changed_is_refused(website: Website, address: str) -> None:
    before = await website.asked()
    page = await website.page(address, 403)

    assert page.names(1) == ["Länken gäller inte den här sidan"]
    assert await website.asked() == before


async def test_a_link_whose_time_is_over_is_gone(api: str, filled: Filled) -> None:
    clock = Clock(UNTIL.until - timedelta(seconds=2))
    said = {"preview_secret": SECRET, "preview_token": filled.token}
    async with website_on(api, clock=clock, **said) as website:
        await website.get(link(DRAFT))
        clock.moment += timedelta(seconds=2)
        page = await website.page(link(DRAFT), 410)

    assert page.names(1) == ["Länken har gått ut"]


async def test_a_website_without_a_secret_has_no_previews(api: str) -> None:
    async with website_on(api) as website:
        page = await website.page(link(DRAFT), 404)

    assert page.names(1) == ["Här finns inga förhandsvisningar"]


async def test_a_preview_is_not_kept_for_when_the_api_is_away(gate: Gate, filled: Filled) -> None:
    said = {"preview_secret": SECRET, "preview_token": filled.token}
    async with website_on(gate.address, **said) as website:
        await website.get(link(DRAFT))
        await gate.shut()
        await website.get(link(DRAFT), 503)


async def test_a_token_that_is_no_good_is_told_to_the_operator(
    api: str, caplog: pytest.LogCaptureFixture
) -> None:
    token = f"kp_preview_{'0' * 64}"
    async with website_on(api, preview_secret=SECRET, preview_token=token) as website:
        await website.get(link(DRAFT), 503)
        await website.get("/natverk/spraklust")

    assert "UNAUTHENTICATED" in caplog.text
    assert token not in caplog.text


@pytest.mark.parametrize(
    ("settings", "path", "said"),
    [
        ({}, "/kalendarium", "set WEBSITE_PREVIEW_SECRET"),
        ({"WEBSITE_PREVIEW_SECRET": SECRET}, "kalendarium", "write a path like"),
    ],
)
def test_a_link_that_cannot_be_made_is_told(settings: dict[str, str], path: str, said: str) -> None:
    end = command(settings, "preview", path)

    assert (end.returncode, end.stdout) == (2, "")
    assert said in " ".join(end.stderr.split())
