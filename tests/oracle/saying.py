"""What the versions of a world say: Swedish, now and then English, with ties and with gaps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from models import (
    Contact,
    Edition,
    FocusArea,
    Meeting,
    MeetingSeries,
    Network,
    Organisation,
    Page,
)
from models.content import Content
from services.clocks.days import WEEKDAYS
from tests.factories import DAY, NOW

WORDS = (
    "Asbjörn", "Vara", "Wien", "Zeta", "Åsa", "Ängby", "Öland", "får", "far", "Nätverksträff",
    "barns läsning", "BARN", "Tillgänglighet", "tillganglighet", "kafé", "Kafe", "à la carte",
    "språklust", "2026", "ö-liv", "aå", "åa",
)  # fmt: skip

MARKDOWN = (
    "## Rubrik\n\nEtt *stycke* <b>till</b>.",
    "- Å\n- Ä\n- Ö",
    "[Läs](https://example.org/å)",
)

STARTS = tuple(
    datetime.fromisoformat("2026-08-31T08:00") + timedelta(hours=hours)
    for hours in (0, 1, 2, 2, 24, 26, 49, 313)
)


def text(chance: Random) -> str:
    return " ".join(chance.sample(WORDS, chance.choice([1, 1, 2])))


def localised(chance: Random, what: Callable[[Random], str] = text) -> dict[str, str] | None:
    """Give a text in both languages, in one of them, or not at all."""
    said = {"sv": what(chance), "en": what(chance)}
    kept = chance.choice([("sv", "en"), ("sv", "en"), ("sv",), ("en",), ()])
    return {locale: said[locale] for locale in kept} or None


def titled(chance: Random) -> dict[str, Any]:
    return {"title": localised(chance) or {"sv": text(chance)}}


def body(chance: Random) -> dict[str, str] | None:
    return localised(chance, lambda it: it.choice(MARKDOWN))


def maybe(chance: Random, *values: Any) -> Any:
    return chance.choice([None, *values])


def links(chance: Random) -> list[dict[str, Any]]:
    kinds = chance.choices(["EXTERNAL", "DOCUMENT", "INTERNAL", "CALENDAR"], k=chance.randint(0, 2))
    return [
        {"kind": kind, "url": f"https://example.org/{kind}", "label": titled(chance)["title"]}
        for kind in kinds
    ]


def contact(chance: Random) -> dict[str, Any]:
    return {
        "name": text(chance),
        "role": localised(chance),
        "unit": localised(chance),
        "email": maybe(chance, "lena@example.org", "Lena@example.org"),
        "phone": maybe(chance, "036-10 00 00"),
        "mobile": maybe(chance, "070-000 00 00"),
        "internal_note": maybe(chance, "CANARY"),
    }


def organisation(chance: Random) -> dict[str, Any]:
    kind = chance.choice(["REGION", "MUNICIPALITY", "LIBRARY", "PARTNER"])
    return {"name": text(chance), "kind": kind, "code": maybe(chance, "0604", "0680", "06")}


def focus_area(chance: Random) -> dict[str, Any]:
    said = {"summary": localised(chance), "body": body(chance), "position": chance.randint(1, 3)}
    return titled(chance) | said


def edition(chance: Random) -> dict[str, Any]:
    return titled(chance) | {"intro": localised(chance), "year": chance.randint(2024, 2026)}


def network(chance: Random) -> dict[str, Any]:
    return titled(chance) | {
        "lead": localised(chance),
        "body": body(chance),
        "purpose": localised(chance),
        "participants": localised(chance),
        "prerequisites": localised(chance),
        "links": links(chance),
        "position": chance.randint(1, 4),
    }


def meeting(chance: Random) -> dict[str, Any]:
    return gathering(chance) | {"follow_up": body(chance)}


def gathering(chance: Random) -> dict[str, Any]:
    start = chance.choice(STARTS)
    end = start + timedelta(hours=chance.choice([0, 1, 2, 24, 312]))
    return titled(chance) | {
        "summary": localised(chance),
        "preparation": body(chance),
        "agenda": body(chance),
        "local_start": start.isoformat(),
        "local_end": end.isoformat(),
        "time_zone": chance.choice(["Europe/Stockholm", "UTC"]),
        "all_day": chance.random() < 0.3,
        "state": chance.choice(["SAVE_THE_DATE", "CONFIRMED", "POSTPONED", "CANCELLED"]),
        "reason": localised(chance),
        "attendance": chance.choice(["ONSITE", "ONLINE", "MIXED"]),
        "venue_name": maybe(chance, "Biblioteket"),
        "venue_address": maybe(chance, "Storgatan 1"),
        "online_url": chance.choice(["https://example.org/rum", "https://example.org/sal", None]),
        "online_audience": chance.choice([0, 1]),
        "registration_mode": chance.choice(["NONE", "OPEN", "CLOSED"]),
        "registration_url": maybe(chance, "https://example.org/anmälan"),
        "registration_closes_at": maybe(chance, NOW, NOW + DAY / 7),
        "start_fold": maybe(chance, "EARLIER", "LATER"),
        "end_fold": maybe(chance, "LATER"),
        "previous_starts_at": (previous := maybe(chance, NOW, NOW - DAY)),
        "previous_ends_at": previous and previous + DAY / 24,
        "links": links(chance),
    }


def meeting_series(chance: Random) -> dict[str, Any]:
    """Give a series with a rule of its own start, of which all parts are told."""
    said = gathering(chance)
    start = datetime.fromisoformat(said["local_start"])
    frequency = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    day: dict[str, Any] = {"weekday": WEEKDAYS[start.weekday()]}
    if frequency == "MONTHLY" and chance.random() < 0.5:
        day["nth"] = (start.day - 1) // 7 + 1
    count = maybe(chance, 2, 3)
    return said | {
        "rule_frequency": frequency,
        "rule_interval": chance.randint(1, 3),
        "rule_by_day": [day] if frequency in ("WEEKLY", "MONTHLY") and not count else [],
        "rule_by_month_day": [start.day] if frequency == "MONTHLY" and count else [],
        "rule_by_month": [start.month] if frequency == "YEARLY" else [],
        "rule_count": count,
        "rule_until": None if count else "2031-12-31" if frequency == "YEARLY" else "2026-12-31",
        "rule_exclude": chance.sample(["2026-10-01", "2026-12-24"], chance.randint(0, 2)),
    }


def page(chance: Random) -> dict[str, Any]:
    return titled(chance) | {
        "lead": localised(chance),
        "body": body(chance),
        "links": links(chance),
    }


SAYING: dict[type[Content], Callable[[Random], dict[str, Any]]] = {
    Contact: contact,
    Organisation: organisation,
    FocusArea: focus_area,
    Edition: edition,
    Network: network,
    Meeting: meeting,
    MeetingSeries: meeting_series,
    Page: page,
}
