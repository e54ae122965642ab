"""A meeting's page: when and where it is, and whether it takes place at all."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from examples.website.meetings import registration
from tests.website.conftest import Website
from tests.website.filling import at
from tests.website.test_pages import kind_of

CANCELLED = "/traffar/exempel-var-samverkan-ett-halvar-senare"
POSTPONED = "/traffar/exempel-verkstad-i-digitalt-berattande"
SAVED = "/traffar/exempel-en-heldag-om-tillganglig-lasning"
JOINT = "/traffar/exempel-digitalt-och-tillgangligt"


async def test_a_meeting_tells_all_that_is_known(website: Website) -> None:
    page = await website.page(JOINT)

    text = " ".join(page.text.split())
    assert page.title == "Exempel: Digitalt och tillgängligt – Biblioteksutveckling"
    assert page.links["Digital transformation"] == "/natverk/digital-transformation"
    assert page.links["Tillgänglighet"] == "/natverk/tillganglighet"
    assert "kl. 13.00–\N{WORD JOINER}16.00 Var Exempellokal, Exempelgatan 1, Jönköping och" in text
    assert page.links["Anslut digitalt"] == "https://example.org/mote"
    assert page.links["Lägg till i din kalender"].endswith("/exempel-digitalt-och-tillgangligt.ics")
    assert page.links["Anmäl dig"] == "https://example.org/anmalan"
    assert "Anmäl dig Anmäl dig senast torsdag " in text
    assert page.names(2) == ["Förbered dig", "Dagordning", "Kontakt"]
    assert "Linn Holmstedt" in text
    assert "Annhild Ottosson" in text


@pytest.mark.parametrize(
    ("address", "state", "said"),
    [
        (CANCELLED, "Inställt", "Träffen är inställd. Exempel: För få kunde delta den dagen."),
        (
            POSTPONED,
            "Uppskjutet",
            "Träffen är uppskjuten och blir inte av vid den här tiden. "
            "Någon ny tid är inte bestämd.",
        ),
    ],
)
async def test_what_does_not_take_place_says_so(
    website: Website, address: str, state: str, said: str
) -> None:
    html = (await website.get(address)).text
    page = await website.page(address)

    assert page.title.startswith(f"{state}: Exempel: ")
    assert f"{state} {said}" in " ".join(page.text.split())
    assert '<dd class="struck">' in html
    assert "Anslut digitalt" not in page.links
    assert "Anmälan" not in page.text


async def test_search_engines_read_that_it_is_cancelled(website: Website) -> None:
    html = (await website.get(CANCELLED)).text

    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*)</script>', html)[0])
    assert told["@type"] == "Event"
    assert told["name"] == "Exempel: Vår samverkan, ett halvår senare"
    assert told["eventStatus"] == "https://schema.org/EventCancelled"


async def test_what_has_another_time_says_when_it_was_to_be(website: Website) -> None:
    page = await website.page("/traffar/flyttad")
    network = await website.page("/natverk/tillganglighet")

    text = " ".join(page.text.split())
    before = "Den skulle ha börjat torsdag 17 september 2026 kl. 09.00."
    assert f"Ny tid Träffen har fått en ny tid. {before} Lokalen var upptagen. När" in text
    assert "Flyttad träff Ny tid" in " ".join(network.text.split())


async def test_a_day_to_be_kept_free_has_no_times(website: Website) -> None:
    page = await website.page(SAVED)

    text = " ".join(page.text.split())
    assert "Boka dagen Boka dagen redan nu. Mer information kommer." in text
    assert ", heldag Var" in text
    assert " kl." not in text


async def test_what_is_cancelled_says_so_in_lists_as_well(website: Website) -> None:
    page = await website.page("/natverk/samverkan-folkbibliotek-och-socialtjanst")

    told = " ".join(page.text.split())
    assert "Exempel: Vår samverkan, ett halvår senare Inställt" in told


async def test_other_clocks_are_named_and_ours_told_beside(website: Website) -> None:
    page = await website.page("/traffar/nordisk-traff")
    english = await website.page("/en/traffar/nordisk-traff")

    day = at(33)["local_start"][8:10].lstrip("0")
    text, told = " ".join(page.text.split()), " ".join(english.text.split())
    assert f" {day} " in text
    assert "kl. 09.00–\N{WORD JOINER}11.30 (tid i Helsinki) Svensk tid: " in text
    assert "kl. 08.00–\N{WORD JOINER}10.30 " in text.partition("Svensk tid:")[2]
    assert "09:00–\N{WORD JOINER}11:30 (time in Helsinki) Swedish time: " in told


@pytest.mark.parametrize("language", ["", "/en"])
async def test_a_meeting_can_be_put_into_a_calendar(website: Website, language: str) -> None:
    page = await website.page(f"{language}{CANCELLED}")

    named = "Update in your calendar" if language else "Uppdatera i din kalender"
    address = page.links[named]
    assert address.startswith(f"{website.api}/meetings/exempel-var-samverkan")
    assert address.endswith(".ics?language=en" if language else ".ics")
    assert await kind_of(website, address) == "text/calendar; charset=utf-8"


async def test_one_of_a_series_lists_the_others_that_are_to_come(website: Website) -> None:
    page = await website.page("/traffar/cirkel-1")

    text = " ".join(page.text.split()).partition("Fler träffar i serien ")[2]
    assert "Fler träffar i serien" in page.names(2)
    assert text.startswith("Träffen hör till serien ”Läscirkel”. ")
    assert [it for it in page.links.values() if "/traffar/" in it and ".ics" not in it] == [
        "/en/traffar/cirkel-1",
        "/traffar/cirkel-2",
        "/traffar/cirkel-3",
    ]
    assert text.index("11.30 Inställt") < text.index("Avslutning, ")


async def test_a_meeting_alone_tells_of_no_series(website: Website) -> None:
    page = await website.page(JOINT)

    assert "serien" not in page.text


def a_meeting(**said: Any) -> dict[str, Any]:
    """Give what the API tells of a meeting that is open for registration until noon."""
    told = {"mode": "OPEN", "closesAt": "2026-12-01T12:00:00+00:00"}
    ends = "2026-12-08T12:00:00+00:00"
    return {"state": "CONFIRMED", "endsAt": ends, "registration": told, **said}


@pytest.mark.parametrize(
    ("said", "hour", "expected"),
    [
        ({}, 11, "open"),
        ({}, 12, "ended"),
        ({"state": "SAVE_THE_DATE"}, 11, "open"),
        ({"state": "CANCELLED"}, 11, ""),
        ({"state": "POSTPONED"}, 11, ""),
        ({"endsAt": "2026-12-01T11:00:00+00:00"}, 11, ""),
        ({"registration": {"mode": "OPEN", "closesAt": None}}, 12, "open"),
        ({"registration": {"mode": "CLOSED", "closesAt": None}}, 12, "closed"),
        ({"registration": {"mode": "CLOSED", "closesAt": "2026-12-01T12:00:00Z"}}, 11, "closed"),
        ({"registration": {"mode": "NONE", "closesAt": None}}, 11, "none"),
        (
            {"registration": {"mode": "NONE", "closesAt": None}, "state": "SAVE_THE_DATE"},
            11,
            "",
        ),
    ],
)
def test_registration_is_told_as_it_stands_now(
    said: dict[str, Any], hour: int, expected: str
) -> None:
    assert registration(a_meeting(**said), datetime(2026, 12, 1, hour, tzinfo=UTC)) == expected


async def test_registration_that_has_ended_says_when(website: Website) -> None:
    ended = await website.page("/traffar/cirkel-1")
    still = await website.page("/traffar/cirkel-3")

    assert "Anmälan stängde " in ended.text
    assert "Anmäl dig" not in ended.links
    assert "Anmälan är öppen." in still.text


async def test_what_is_over_says_so_and_asks_nobody_to_come(website: Website) -> None:
    page = await website.page("/traffar/cirkel-0")

    text = " ".join(page.text.split())
    assert "kl. 09.00–\N{WORD JOINER}11.30 Träffen har varit." in text
    assert "Anmälan" not in text
    assert "Lägg till i din kalender" not in page.links
