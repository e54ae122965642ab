"""What each type tells, as the oracle knows it: the schema's promises, written down once more.

The rule: what is kept is told, under its own name, and what leads to something leads back from it.
What follows from that is derived from the models; written down is what departs from it.
"""

from collections.abc import Iterator
from typing import Any

from tortoise.fields import Field as Column

from models.content import Audience, Content
from models.fields import Localised, RichText
from models.nouns import BY_KIND, NOUNS
from tests.nouns import camel, kind_of, plural, type_of
from tests.oracle import looking_back
from tests.oracle.kinds import Field, Has, Local, Pages, Tells, column, local, locale_of, until
from tests.oracle.linked import linked
from tests.oracle.rows import Row
from tests.oracle.seen import Seen

TABLES = {type_of(kind): kind for kind in sorted(BY_KIND)}

LISTED_OTHERWISE = {"Edition": ("year", True), "Meeting": ("startsAt", False)}
LISTED_OTHERWISE |= {"Page": ("path", False)}
"""What types are listed by that are not listed by their place, title or name; whether backwards."""

COMPUTED = {"Meeting": ("starts_at", "ends_at")}
"""Columns that are told though nobody says them."""

UNTOLD = {"online_audience", "venue_name", "venue_address", "venue_organisation_id"}
UNTOLD |= {"original_start"}
PARTS = ("registration_", "rule_")
"""Columns that are told in parts of content, or not by themselves."""

LEADS_BACK = {
    ("meeting", "venue_organisation_id"): "hostedMeetings",
    ("meeting_series", "venue_organisation_id"): "",
}
"""How the other end calls what refers to it, if not by the plural of its kind."""


def _fields(noun: type[Content]) -> Iterator[tuple[str, Field]]:
    """Give what follows from a noun's columns, from what it leads to, and what leads to it."""
    for name, column_ in noun._meta.fields_map.items():
        if _is_told(noun, name):
            yield camel(name), _said(noun, name, column_)
    for name, kind in noun.references.items():
        if name not in UNTOLD:
            yield camel(name.removesuffix("_id")), _referred(name, kind)
    for name, to in noun.relations.items():
        yield camel(name), _named(str(to.link._meta.db_table), to.target)
    for other in NOUNS:
        for to in other.relations.values():
            if to.target == kind_of(noun):
                yield plural(kind_of(other)), _naming(str(to.link._meta.db_table), kind_of(other))
        for name, kind in other.references.items():
            back = LEADS_BACK.get((kind_of(other), name), plural(kind_of(other)))
            if kind == kind_of(noun) and back:
                yield back, _referring(name, kind_of(other))


def _is_told(noun: type[Content], name: str) -> bool:
    computed = noun.computed - {*COMPUTED.get(noun.__name__, ())}
    elsewhere = {*Content._meta.fields_map, *noun.references, *noun._meta.fk_fields}
    return name not in UNTOLD | computed | elsewhere and not name.startswith(PARTS)


def _said(noun: type[Content], name: str, column_: Column[Any]) -> Field:
    if name in noun.guarded:
        return _guarded(name, noun.guarded[name])
    if isinstance(column_, RichText):
        return _rich(name)
    if name == "links":
        return Has("Link", lambda seen, row: row["links"])
    return local(name) if isinstance(column_, Localised) else column(name)


def _rich(name: str) -> Has:
    def read(seen: Seen, row: Row) -> Row | None:
        text = seen.eyes.first(row[name])
        return None if text is None else text | {"locale": seen.eyes.language(row[name])}

    return Has("RichText", read)


def _guarded(name: str, audience: Audience | str) -> Tells:
    return Tells(
        lambda seen, row: (
            row[name]
            if (row[audience] if isinstance(audience, str) else audience) <= seen.eyes.audience
            else None
        )
    )


def _named(link: str, kind: str) -> Has:
    return Has(type_of(kind), lambda seen, row: seen.named(link, row, kind))


def _naming(link: str, kind: str) -> Pages:
    return Pages(type_of(kind), lambda seen, row: seen.naming(link, row, kind))


def _referred(name: str, kind: str) -> Has:
    return Has(type_of(kind), lambda seen, row: seen.entry(kind, row[name]))


def _referring(name: str, kind: str) -> Pages:
    return Pages(
        type_of(kind),
        lambda seen, row: [it for it in seen.all(kind) if it[name] == row["entry_id"]],
    )


def _order(noun: type[Content]) -> tuple[str, bool]:
    first = next(it for it in ("position", "name", "title") if it in noun._meta.fields_map)
    return LISTED_OTHERWISE.get(noun.__name__, (first, False))


ORDERS = {noun.__name__: _order(noun) for noun in NOUNS}
"""What each type is listed by unless told otherwise, and whether backwards."""


def key_of(type_: str, name: str, locale: str) -> str | None:
    """Name the column of a text's place in Swedish order, if there is one."""
    known = BY_KIND[TABLES[type_]]._meta.fields_map
    return next((it for it in (f"{name}_key", f"{name}_key_{locale}") if it in known), None)


CONTENT: dict[str, Field] = {
    "id": column("entry_id"),
    "slug": column("slug"),
    "version": column("version"),
    "audience": Tells(lambda seen, row: ("PUBLIC", "STAFF")[row["audience"]]),
    "publishedAt": column("live_from"),
    "publishedUntil": Tells(until),
    "savedAt": column("saved_at"),
    "status": Tells(lambda seen, row: seen.status(row)),
    **looking_back.CONTENT,
}


def _placed(_: Seen, row: Row) -> Row | None:
    """Tell of a place by whatever is known of it."""
    known = ("venue_name", "venue_address", "venue_organisation_id")
    return row if any(row[it] is not None for it in known) else None


GATHERING: dict[str, Field] = {
    "venue": Has("Venue", _placed),
    "registration": Has("Registration", lambda seen, row: row),
}

ELSEWHERE = {"feeds", "viewer"}
ELSEWHERE |= {"calendar", "calendarMonth", "calendarWeek"}
"""What the oracle is not asked about, for other tests compare it: who asks, addresses of feeds,
and days."""

OTHERWISE: dict[str, dict[str, Field]] = {
    "Meeting": GATHERING
    | {
        "jsonLd": Tells(linked),
        "originalStart": Tells(
            lambda seen, row: row["original_start"] if seen.eyes.history else None
        ),
    },
    "MeetingSeries": GATHERING | {"rule": Has("RecurrenceRule", lambda seen, row: row)},
}
"""What types tell that is more than what follows from their models."""

TYPES: dict[str, dict[str, Field]] = {
    **looking_back.TYPES,
    **{it.__name__: CONTENT | dict(_fields(it)) | OTHERWISE.get(it.__name__, {}) for it in NOUNS},
    "RecurrenceRule": {
        "frequency": column("rule_frequency"),
        "interval": column("rule_interval"),
        "byDay": Has("RecurrenceDay", lambda seen, row: row["rule_by_day"]),
        "byMonthDay": column("rule_by_month_day"),
        "byMonth": column("rule_by_month"),
        "count": column("rule_count"),
        "until": column("rule_until"),
        "exclude": column("rule_exclude"),
    },
    "RecurrenceDay": {
        "weekday": column("weekday"),
        "nth": Tells(lambda seen, row: row.get("nth")),
    },
    "RichText": {name: column(name) for name in ("markdown", "html", "text", "locale")},
    "Link": {
        "kind": column("kind"),
        "url": column("url"),
        "label": local("label"),
        "accessibleLabel": local("accessible_label"),
        "locale": locale_of("label"),
    },
    "Venue": {
        "name": column("venue_name"),
        "address": column("venue_address"),
        "organisation": _referred("venue_organisation_id", "organisation"),
    },
    "Registration": {
        "mode": column("registration_mode"),
        "url": column("registration_url"),
        "closesAt": column("registration_closes_at"),
    },
}


for type_ in TABLES:
    texts = {name: it for name, it in TYPES[type_].items() if isinstance(it, Local)}
    if texts:
        TYPES[f"{type_}Locales"] = {name: locale_of(it.name) for name, it in texts.items()}
        TYPES[type_]["locales"] = Has(f"{type_}Locales", lambda seen, row: row)
