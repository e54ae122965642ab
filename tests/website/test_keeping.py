"""Who keeps what: the website what the API said, browsers what the website said."""

from datetime import UTC, datetime, timedelta

import pytest

from examples.website.keeping import Copy, Kept
from examples.website.rendering import STYLE_ADDRESS
from tests.website.conftest import Website, website_on
from tests.website.test_pages import HOME

NOW = datetime(2026, 11, 28, tzinfo=UTC)
LONG = timedelta(hours=24)

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def test_what_has_not_changed_is_not_sent_again(api: str) -> None:
    async with website_on(api) as website:
        pages = [(await website.get(HOME)).text for _ in range(3)]

    assert website.statuses == [200, 304, 304]
    assert pages[0] == pages[1] == pages[2]


async def test_what_is_not_there_is_asked_for_each_time(api: str) -> None:
    async with website_on(api) as website:
        for _ in range(2):
            await website.get("/nagot-annat", 404)

    assert website.statuses == [200, 200]


async def test_browsers_keep_a_page_and_ask_before_they_use_it(website: Website) -> None:
    first = await website.get(HOME)
    etag = first.headers["ETag"]

    again = await website.get(HOME, 304, **{"If-None-Match": f'"other", W/{etag}'})
    other = await website.get(f"/en{HOME}", 200, **{"If-None-Match": etag})

    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-cache"
    assert (again.headers["ETag"], again.content) == (etag, b"")
    assert other.headers["ETag"] != etag


async def test_what_has_its_content_in_its_address_is_kept_for_good(website: Website) -> None:
    page = await website.page(HOME)
    style = await website.get(STYLE_ADDRESS)

    assert STYLE_ADDRESS in [it.get("href") for it in page.heads]
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert len(style.content) < 15_000


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (HOME, 200),
        ("/", 307),
        ("/natverk/bokprat", 308),
        ("/nagot", 404),
        ("/natverk/spraklust?preview=1.x", 403),
        ("/website.css", 200),
        ("/robots.txt", 200),
    ],
)
async def test_each_answer_is_safe(website: Website, address: str, status: int) -> None:
    answer = await website.get(address, status)

    assert {name: answer.headers[name] for name in SAFE} == SAFE


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Kept(limit=3 * 11, longest=LONG)
    copies = {name: Copy(name.encode() * 10, "", NOW) for name in "abcd"}
    for name in "abc":
        kept.put(name, copies[name])
    kept.get("a", NOW)

    kept.put("d", copies["d"])

    assert [kept.get(name, NOW) for name in "abcd"] == [
        copies["a"],
        None,
        copies["c"],
        copies["d"],
    ]
    assert kept.size == 33


def test_what_is_larger_than_all_that_may_be_kept_is_not() -> None:
    kept = Kept(limit=10, longest=LONG)

    kept.put("a", Copy(b"0123456789", "", NOW))

    assert (kept.get("a", NOW), kept.size) == (None, 0)


def test_a_copy_takes_the_place_of_the_one_before() -> None:
    kept = Kept(limit=100, longest=LONG)
    kept.put("a", Copy(b"12345", "", NOW))
    newer = Copy(b"1", "", NOW)

    kept.put("a", newer)

    assert (kept.get("a", NOW), kept.size) == (newer, 2)
