"""What the versions of a world say: Swedish, now and then English, with ties and with gaps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tortoise.fields import BooleanField, Field, IntField
from tortoise.fields.data import CharEnumFieldInstance

from models import Edition, Meeting, MeetingSeries
from models.content import Content
from models.fields import Instant, Localised, RichText
from services.clocks.days import WEEKDAYS
from services.content.saying import columns
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


URLS = ("https://example.org/rum", "https://example.org/sal")

CODES: dict[str, tuple[str, ...]] = {
    "email": ("lena@example.org", "Lena@example.org"),
    "phone": ("036-10 00 00",),
    "mobile": ("070-000 00 00",),
    "code": ("0604", "0680", "06"),
    "venue_name": ("Biblioteket",),
    "internal_note": ("CANARY",),
}
"""What is said in columns of which questions ask for what they say exactly."""


def saying(model: type[Content], chance: Random) -> dict[str, Any]:
    """Give what a version of a noun says by chance, but for where it is and what it leads to."""
    fields = {
        name: field
        for name, field in columns(model).items()
        if name not in {*model.references, *model.addresses, "audience", "original_start"}
    }
    said = {name: _value(chance, name, field) for name, field in fields.items()}
    return said | (OTHERWISE[model](chance) if model in OTHERWISE else {})


def _value(chance: Random, name: str, field: Field[Any]) -> Any:
    if name == "links":
        return links(chance)
    if isinstance(field, Localised):
        said = body(chance) if isinstance(field, RichText) else localised(chance)
        return said or (None if field.null else {"sv": text(chance)})
    if isinstance(field, CharEnumFieldInstance):
        return chance.choice([*([None] if field.null else []), *map(str, field.enum_type)])
    if isinstance(field, IntField):
        return chance.randint(1, 4)
    if isinstance(field, BooleanField):
        return chance.random() < 0.3
    if isinstance(field, Instant):
        return maybe(chance, NOW, NOW + DAY / 7)
    words = URLS if name.endswith("url") else CODES.get(name, (text(chance),))
    return maybe(chance, *words) if field.null else chance.choice(words)


def edition(chance: Random) -> dict[str, Any]:
    return {"year": chance.randint(2024, 2026)}


def gathering(chance: Random) -> dict[str, Any]:
    start = chance.choice(STARTS)
    end = start + timedelta(hours=chance.choice([0, 1, 2, 24, 312]))
    return {
        "local_start": start.isoformat(),
        "local_end": end.isoformat(),
        "time_zone": chance.choice(["Europe/Stockholm", "UTC"]),
        "online_audience": chance.choice([0, 1]),
    }


def meeting(chance: Random) -> dict[str, Any]:
    previous = maybe(chance, NOW, NOW - DAY)
    moved = {"previous_starts_at": previous, "previous_ends_at": previous and previous + DAY / 24}
    return gathering(chance) | moved


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


OTHERWISE: dict[type[Content], Callable[[Random], dict[str, Any]]] = {
    Edition: edition,
    Meeting: meeting,
    MeetingSeries: meeting_series,
}
"""What some nouns must say so that it fits together."""
