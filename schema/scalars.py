"""Scalars with a specification: strict in what they take and in what they tell."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NewType

import strawberry
from graphql import GraphQLError, ValueNode, value_from_ast_untyped
from strawberry.types.scalar import ScalarDefinition

from services.clocks.days import day_of
from services.clocks.meeting_times import canonical

DateTime = NewType("DateTime", datetime)
Date = NewType("Date", date)
LocalDateTime = NewType("LocalDateTime", str)
TimeZone = NewType("TimeZone", str)
URL = NewType("URL", str)
EmailAddress = NewType("EmailAddress", str)
Markdown = NewType("Markdown", str)
HTML = NewType("HTML", str)
JsonLd = NewType("JsonLd", str)

_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)


def instant(given: Any) -> datetime:
    """Read a moment of RFC 3339, section 5.6; the seconds may be left out, the offset may not."""
    if not isinstance(given, str) or not _RFC_3339.fullmatch(given):
        raise ValueError(
            f"{given!r} is no DateTime: write it like 2026-09-01T09:00:00+02:00, offset and all."
        )
    try:
        return datetime.fromisoformat(given.upper()).astimezone(UTC)
    except (OverflowError, ValueError):
        raise ValueError(f"{given!r} is no DateTime: there is no such day or time.") from None


def day(given: Any) -> date:
    """Read a day of RFC 3339, section 5.6."""
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is no Date: write it like 2026-09-01.")
    return day_of(given)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{given!r} is not a text.")
    return given


def _local(given: Any) -> str:
    """Read a local time in the form that is kept, so that one with seconds equals one without."""
    return canonical(_text(given))


def _scalar(
    name: str, description: str, url: str, read: Callable[[Any], object] = _text
) -> ScalarDefinition:
    def reads(given: Any, node: ValueNode | None = None) -> object:
        try:
            return read(given)
        except ValueError as fault:  # told as it is: graphql-core would wrap any other
            raise GraphQLError(str(fault), node) from None

    def reads_literal(node: ValueNode, variables: Any = None) -> object:
        return reads(value_from_ast_untyped(node, variables), node)

    return strawberry.scalar(
        name=name,
        description=description,
        specified_by_url=url,
        parse_value=reads,
        parse_literal=reads_literal,
    )


SCALARS: dict[object, ScalarDefinition] = {
    DateTime: _scalar(
        "DateTime",
        "A moment, as RFC 3339 writes it, such as `2026-09-01T09:00:00+02:00`. "
        "The offset is required; answers are in UTC.",
        "https://www.rfc-editor.org/rfc/rfc3339",
        instant,
    ),
    Date: _scalar(
        "Date",
        "A day, as RFC 3339 writes it, such as `2026-09-01`.",
        "https://www.rfc-editor.org/rfc/rfc3339",
        day,
    ),
    LocalDateTime: _scalar(
        "LocalDateTime",
        "A date and time on the clocks of the place, without offset, as RFC 9557 and ISO 8601 "
        "write it: `2026-09-01T09:00:00`. Seconds may be left out when it is given; the time zone "
        "stands in a field beside it.",
        "https://www.rfc-editor.org/rfc/rfc9557",
        _local,
    ),
    TimeZone: _scalar(
        "TimeZone",
        "A time zone by its name in the IANA database, such as `Europe/Stockholm`.",
        "https://www.iana.org/time-zones",
    ),
    URL: _scalar(
        "URL",
        "An address as RFC 3986 writes it: a full one, or a path of the website, such as "
        "`https://example.org/program` or `/kalendarium`.",
        "https://www.rfc-editor.org/rfc/rfc3986",
    ),
    EmailAddress: _scalar(
        "EmailAddress",
        "An e-mail address as RFC 5322, section 3.4.1 writes it, such as `namn@example.org`.",
        "https://www.rfc-editor.org/rfc/rfc5322",
    ),
    Markdown: _scalar(
        "Markdown",
        "Running text in CommonMark's Markdown, as the editors wrote it.",
        "https://spec.commonmark.org/0.31.2/",
    ),
    HTML: _scalar(
        "HTML",
        "A fragment of HTML, made from Markdown when it was saved and sanitised: no scripts, no "
        "styles, headings from the second level.",
        "https://html.spec.whatwg.org/multipage/",
    ),
    JsonLd: _scalar(
        "JsonLd",
        "Linked data for search engines, as a text of JSON-LD 1.1. It holds no `<`, so it can be "
        'put as it is between `<script type="application/ld+json">` and `</script>`.',
        "https://www.w3.org/TR/json-ld11/",
    ),
}
