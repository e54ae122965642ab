"""What is computed from what an editor said, once, when a version is saved.

Reading is only reading: HTML, plain text, places in Swedish order and UTC instants are columns.
"""

import html
import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from models.content import Content
from models.fields import RichText
from models.meeting import LONGEST, Meeting
from services.clocks.meeting_times import instants
from services.errors import bad_input
from services.text import sort_key
from services.view import LOCALES

_MARKDOWN = MarkdownIt("js-default")
_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong"}
_TAGS |= {"h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr", "ul", "s"}
_LINE = "\u2029"
_BLOCK = re.compile(r"</?(?:blockquote|br|h[2-6]|hr|li|ol|p|pre|table|tr|ul)\b[^>]*>")
_CELL = re.compile(r"</?(?:tbody|td|th|thead)\b[^>]*>")
"""Tags before and behind which another line begins, as browsers show it, and those within rows."""

_KINDS = {
    "sv": {"EXTERNAL": "Extern länk", "DOCUMENT": "Dokument", "CALENDAR": "Kalendarium"},
    "en": {"EXTERNAL": "External link", "DOCUMENT": "Document", "CALENDAR": "Calendar"},
}


def derived(model: type[Content], said: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns of a version: what was said, and what follows from it."""
    columns = texts(model, said)
    return columns | _instants(columns) if model is Meeting else columns


def texts(model: type[Content], said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was said, and what follows from its texts alone."""
    columns = dict(said)
    for name, field in model._meta.fields_map.items():
        if isinstance(field, RichText) and columns.get(name):
            columns[name] = {locale: rich(text) for locale, text in columns[name].items()}
    for name in said:
        columns |= _keys(model, name, said[name])
    if "links" in columns:
        columns["links"] = [_link(it) for it in columns["links"]]
    return columns


@lru_cache(maxsize=32)
def tokens_of(markdown: str) -> tuple[Token, ...]:
    """Parse Markdown, as it is rendered; a text that comes again, in a next version, only once."""
    return tuple(_MARKDOWN.parse(markdown))


@lru_cache(maxsize=32)
def rich(markdown: str) -> dict[str, str]:
    """Render Markdown to sanitised HTML, headings from the second level, and to plain text.

    The text has a line for each paragraph, item or row.
    """
    tokens = [_lowered(token) for token in tokens_of(markdown)]
    rendered = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(rendered, tags=_TAGS, url_schemes={"http", "https", "mailto", "tel"})
    flowing = _CELL.sub(" ", _BLOCK.sub(_LINE, clean))
    plain = html.unescape(nh3.clean(flowing, tags=set()))
    lines = (" ".join(line.split()) for line in plain.split(_LINE))
    text = "\n".join(line for line in lines if line)
    return {"markdown": markdown, "html": clean.strip(), "text": text}


def _lowered(token: Token) -> Token:
    return token.copy(tag="h2") if token.tag == "h1" else token


def _keys(model: type[Content], name: str, said: Any) -> dict[str, str | None]:
    """Give a text's places in Swedish order, if its model keeps them; it has none where it is not.

    A language in which nothing is said has the place of the one that is read instead.
    """
    if f"{name}_key" in model._meta.fields_map:
        return {f"{name}_key": said and sort_key(said)}
    if f"{name}_key_{LOCALES[0]}" not in model._meta.fields_map:
        return {}
    texts: Mapping[str, str] = said or {}
    read = next((texts[locale] for locale in LOCALES if texts.get(locale)), None)
    told = {locale: texts.get(locale) or read for locale in LOCALES}
    return {f"{name}_key_{locale}": text and sort_key(text) for locale, text in told.items()}


def _link(link: Mapping[str, Any]) -> dict[str, Any]:
    spoken = {
        locale: f"{label} ({kind})" if (kind := _KINDS[locale].get(link["kind"])) else label
        for locale, label in link["label"].items()
    }
    return {**link, "accessible_label": spoken}


def _instants(said: Mapping[str, Any]) -> dict[str, Any]:
    starts, ends = instants(said)
    if not starts <= ends <= starts + LONGEST:
        raise bad_input(
            f"The meeting {said['slug']!r} must end after it starts, within {LONGEST.days} days."
        )
    return {"starts_at": starts, "ends_at": ends}


def whole_days(first: datetime, days: int) -> tuple[str, str]:
    """Give the local start and end of ``days`` whole days."""
    start = datetime.combine(first.date(), time())
    return start.isoformat(), (start + timedelta(days=days)).isoformat()
