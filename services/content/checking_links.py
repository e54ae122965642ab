"""Links: where they may lead, and that they say where to (WCAG 2.2, success criterion 2.4.4).

A link leads to ``https:``, ``mailto:`` or ``tel:``, or to a path of the same website. Whoever
hears a link without what stands around it must be able to tell where it leads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markdown_it.token import Token

from services.content.derived import tokens_of
from services.errors import Fault
from services.view import LOCALES
from services.wording import fault

LINK_KINDS = ("EXTERNAL", "DOCUMENT", "INTERNAL", "CALENDAR")
MOST_LINKS = 100
_LONGEST_LABEL, _LONGEST_URL = 200, 2_000

_SAYING_NOTHING = {
    "klicka här", "klicka", "här", "läs mer", "läs mer här", "mer", "mer här", "mer information",
    "se mer", "se här", "länk", "länken", "denna länk", "den här länken", "till sidan",
    "click here", "click", "here", "read more", "read more here", "more", "more here",
    "more information", "see more", "see here", "link", "the link", "this link", "this",
    "this page",
}  # fmt: skip
_UNSAFE = re.compile(r"\]\(\s*<?\s*((?:javascript|vbscript|data|file)\s*:[^)\s]*)", re.IGNORECASE)


def bad_url(url: str, *, away: bool = False) -> str | None:
    """Give the code of what is wrong with where a link leads; ``away``: not to this website."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "BAD_URL"
    if len(url) > _LONGEST_URL or re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", url):
        return "BAD_URL"
    if parts.scheme == "http":
        return "INSECURE_URL"
    if parts.scheme == "https":
        return None if parts.hostname and "." in parts.hostname else "BAD_URL"
    if away:
        return "BAD_URL"
    if parts.scheme in ("mailto", "tel"):
        return None if parts.path else "BAD_URL"
    inside = not parts.scheme and not parts.netloc and re.match(r"[/#](?!/)", url)
    return None if inside else "BAD_URL"


def says_nothing(label: str) -> bool:
    """Tell whether a link's text is one that could stand on any link, or is only an address."""
    bare = " ".join(re.sub(r"[^\w\s]", " ", label.casefold()).split())
    return (
        not bare or bare in _SAYING_NOTHING or bool(re.match(r"(https?://|www\.)", label.strip()))
    )


def bad_links(links: Sequence[Mapping[str, Any]], locale: str) -> Iterator[Fault]:
    """Give all that is wrong with the links of a version."""
    if len(links) > MOST_LINKS:
        yield fault(locale, "TOO_MANY", ("links",), length=len(links), most=MOST_LINKS)
    for place, link in enumerate(links):
        yield from _bad_link(link, locale, ("links", str(place)))


def _bad_link(link: Mapping[str, Any], locale: str, path: tuple[str, ...]) -> Iterator[Fault]:
    kind, url, labels = link["kind"], link["url"], link["label"]
    if kind not in LINK_KINDS:
        known = ", ".join(LINK_KINDS)
        yield fault(locale, "UNKNOWN_VALUE", (*path, "kind"), value=kind, known=known)
    if not url:
        yield fault(locale, "REQUIRED", (*path, "url"))
    elif code := bad_url(url):
        yield fault(locale, code, (*path, "url"), value=url)
    if not labels.get(LOCALES[0]):
        yield fault(locale, "REQUIRED", (*path, "label", LOCALES[0]))
    for spoken, label in labels.items():
        where = (*path, "label", spoken)
        if len(label) > _LONGEST_LABEL:
            length, most = len(label), _LONGEST_LABEL
            yield fault(locale, "TOO_LONG", where, length=length, most=most)
        if says_nothing(label):
            yield fault(locale, "LABEL_SAYS_NOTHING", where, value=label)


def bad_markdown(markdown: str, locale: str, path: tuple[str, ...]) -> Iterator[Fault]:
    """Give all that is wrong with the links and images of running text."""
    for found in _UNSAFE.finditer(markdown):
        yield fault(locale, "BAD_URL", path, value=found.group(1))
    for block in tokens_of(markdown) if "[" in markdown or "<" in markdown else ():
        for place, token in enumerate(block.children or ()):
            if token.type == "image":
                yield fault(locale, "NO_IMAGES_IN_TEXT", path, value=f"![{token.content}]")
            if token.type == "link_open":
                yield from _bad_inline(token, block.children or [], place, locale, path)


def _bad_inline(
    token: Token, line: Sequence[Token], place: int, locale: str, path: tuple[str, ...]
) -> Iterator[Fault]:
    url = str(token.attrs["href"])
    if code := bad_url(url):
        yield fault(locale, code, path, value=url)
    end = next(at for at in range(place, len(line)) if line[at].type == "link_close")
    label = "".join(it.content for it in line[place:end])
    if not url.startswith(("mailto:", "tel:")) and says_nothing(label):
        yield fault(locale, "LABEL_SAYS_NOTHING", path, value=label)
