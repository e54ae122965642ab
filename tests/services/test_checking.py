"""What is told of a version that cannot be kept as it is."""

from typing import Any

import pytest

from models import Contact, Edition, Meeting, Network, Organisation, Page
from models.content import Content
from services.content.checking import check
from services.content.checking_links import bad_url, says_nothing
from services.content.saying import merged

pytestmark = pytest.mark.usefixtures("sqlite_migrated")
"""The columns that lead to other content are known when a database has been opened."""

MEETING: dict[str, Any] = {
    "title": {"sv": "Träff"},
    "local_start": "2026-10-01T09:00",
    "local_end": "2026-10-01T11:00",
    "networks": ["0190a000-0000-7000-8000-000000000001"],
}
PAGE: dict[str, Any] = {"title": {"sv": "Om"}, "path": "/om"}
LINK: dict[str, Any] = {
    "kind": "EXTERNAL",
    "url": "https://example.org",
    "label": {"sv": "Om nätverk"},
}
WHOLE: dict[type[Content], dict[str, Any]] = {
    Contact: {"name": "Lena"},
    Edition: {"title": {"sv": "Nätverk 2026"}, "year": 2026},
    Meeting: MEETING,
    Network: {"title": {"sv": "Språklust"}},
    Organisation: {"name": "Nässjö", "kind": "MUNICIPALITY"},
    Page: PAGE,
}


def told(model: type[Content], said: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the codes and paths of what is wrong with something that is right but for this."""
    faults = check(model, merged(model, {}, {**WHOLE[model], **said}), "sv")
    return [(it.code, it.path) for it in faults]


@pytest.mark.parametrize("model", WHOLE, ids=lambda it: it.__name__)
def test_nothing_is_wrong_with_what_is_right(model: type[Content]) -> None:
    assert told(model, {}) == []


@pytest.mark.parametrize(
    ("model", "said", "code", "path"),
    [
        (Network, {"title": {"sv": " "}}, "REQUIRED", "title.sv"),
        (Network, {"title": None}, "REQUIRED", "title.sv"),
        (Network, {"title": {"sv": "å" * 201}}, "TOO_LONG", "title.sv"),
        (Network, {"lead": {"en": "a\x07"}}, "BAD_CHARACTER", "lead.en"),
        (Network, {"slug": "Språk"}, "BAD_SLUG", "slug"),
        (Network, {"position": 0}, "OUT_OF_RANGE", "position"),
        (Network, {"audience": 7}, "UNKNOWN_VALUE", "audience"),
        (Network, {"body": {"sv": "[här](https://a.se)"}}, "LABEL_SAYS_NOTHING", "body.sv"),
        (Network, {"body": {"sv": "[Plan](http://a.se)"}}, "INSECURE_URL", "body.sv"),
        (Network, {"body": {"sv": "[Plan](plan.html)"}}, "BAD_URL", "body.sv"),
        (Network, {"body": {"sv": "[Plan](javascript:alert(1))"}}, "BAD_URL", "body.sv"),
        (Network, {"body": {"sv": "![bild](https://a.se/b.png)"}}, "NO_IMAGES_IN_TEXT", "body.sv"),
        (Network, {"links": [{**LINK, "kind": "MAGIC"}]}, "UNKNOWN_VALUE", "links.0.kind"),
        (Network, {"links": [LINK, {**LINK, "url": ""}]}, "REQUIRED", "links.1.url"),
        (
            Network,
            {"links": [{**LINK, "label": {"en": "On networks"}}]},
            "REQUIRED",
            "links.0.label.sv",
        ),
        (Network, {"links": [LINK] * 101}, "TOO_MANY", "links"),
        (Page, {"path": "om"}, "BAD_PATH", "path"),
        (Page, {"path": "/om/"}, "BAD_PATH", "path"),
        (Page, {"path": None}, "REQUIRED", "path"),
        (Contact, {"name": None}, "REQUIRED", "name"),
        (Contact, {"email": "lena"}, "BAD_EMAIL", "email"),
        (Contact, {"email": "lena@example"}, "BAD_EMAIL", "email"),
        (Contact, {"phone": "ring mig"}, "BAD_PHONE", "phone"),
        (Contact, {"mobile": "ring mig"}, "BAD_PHONE", "mobile"),
        (Edition, {"year": 1899}, "OUT_OF_RANGE", "year"),
        (Organisation, {"kind": "CLUB"}, "UNKNOWN_VALUE", "kind"),
        (Organisation, {"code": "å"}, "BAD_CODE", "code"),
        (Meeting, {"networks": []}, "REQUIRED", "networks"),
        (Meeting, {"online_url": "/rum"}, "BAD_URL", "online_url"),
        (Meeting, {"local_start": "i morgon"}, "BAD_TIME", "local_start"),
        (Meeting, {"local_start": "2026-10-01"}, "BAD_TIME", "local_start"),
        (Meeting, {"local_end": "2026-10-01T11:00Z"}, "BAD_TIME", "local_end"),
        (Meeting, {"local_end": "20261001T1100"}, "BAD_TIME", "local_end"),
        (Meeting, {"local_end": "2026-10-01T11"}, "BAD_TIME", "local_end"),
        (Meeting, {"local_end": "2026-W40-4T11:00"}, "BAD_TIME", "local_end"),
        (Meeting, {"local_start": "1899-12-31T23:59"}, "BAD_YEAR", "local_start"),
        (Meeting, {"local_end": "9999-10-01T11:00"}, "BAD_YEAR", "local_end"),
        (Meeting, {"local_end": "2026-10-01T08:00"}, "ENDS_BEFORE_IT_STARTS", "local_end"),
        (Meeting, {"local_end": "2026-11-01T08:00"}, "LASTS_TOO_LONG", "local_end"),
        (Meeting, {"time_zone": "Sverige"}, "BAD_TIME_ZONE", "time_zone"),
    ],
)
def test_each_fault_is_told_where_it_is(
    model: type[Content], said: dict[str, Any], code: str, path: str
) -> None:
    faults = told(model, said)

    assert (code, tuple(path.split("."))) in faults
    assert {it for it, _ in faults} == {code}


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a?b=c#d", "/natverk", "/", "#om", "mailto:a@example.org", "tel:+4636"],
)
def test_where_a_link_may_lead(url: str) -> None:
    assert bad_url(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "//a.se/",
        "/\\a.se", "https://", "https://localhost", "https:///a", "natverk", "", "ftp://a.se",
        "https://a.se/ b", "https://[", "mailto:", "/a\nb", "https://a.se/<b>",
    ],
)  # fmt: skip
def test_where_no_link_may_lead(url: str) -> None:
    assert bad_url(url) == "BAD_URL"


@pytest.mark.parametrize(
    "label",
    ["Här", "Klicka här!", "läs mer …", "Read more", "»", "https://example.org", "www.a.se", "Mer"],
)
def test_texts_that_could_stand_on_any_link(label: str) -> None:
    assert says_nothing(label)


@pytest.mark.parametrize("label", ["Läs mer om nätverk", "Här finns planen", "Anmälan", "1177.se"])
def test_texts_that_say_where_a_link_leads(label: str) -> None:
    assert not says_nothing(label)
