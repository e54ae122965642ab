"""A visit: what somebody asks for, in which language, and when.

The rule of addresses: those in English are those in Swedish with ``/en`` before them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from urllib.parse import quote, urlencode

from markupsafe import Markup

from examples.website.previewing import PARAMETER, Preview, signed

Locale = Literal["sv", "en"]

LOCALES: Final[tuple[Locale, ...]] = ("sv", "en")
NETWORK, AFTER, BEFORE = "natverk", "efter", "fore"
PARAMETERS: Final = (NETWORK, AFTER, BEFORE, PARAMETER)
"""All that a query string may say; what else stands there is not the website's."""

PREFIXES: Final[Mapping[Locale, str]] = {"sv": "", "en": "/en"}


@dataclass(frozen=True, slots=True)
class Visit:
    """``path`` has no language in it; ``given`` is what the page's pattern finds there.

    ``parameters`` are those of the query string; ``now`` is on the clocks of the website's zone.
    """

    locale: Locale
    path: str
    now: datetime
    home: str
    given: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    preview: Preview | None = None

    def to(self, path: str, **parameters: str | None) -> str:
        """Give the address of a page in the language of the visit."""
        return address(self.locale, path, **parameters)

    def here(self, locale: Locale | None = None, **changed: str | None) -> str:
        """Give the address of this page, with other parameters or in another language."""
        return address(locale or self.locale, self.path, **{**self.parameters, **changed})

    def lang(self, locale: str | None) -> Markup:
        """Write the attribute of a text in another language than the page (WCAG 2.1, 3.1.2)."""
        if locale is None or locale.lower() == self.locale:
            return Markup()
        return Markup(' lang="{}"').format(locale.lower())


def split(path: str) -> tuple[Locale, str]:
    """Tell the language of a path from what it is without it."""
    locale: Locale = "en" if f"{path}/".startswith("/en/") else "sv"
    return locale, path.removeprefix(PREFIXES[locale]) or "/"


def address(locale: Locale, path: str, **parameters: str | None) -> str:
    """Write an address: the path in a language, with those parameters that say something.

    However a path begins, the address is one of this website: ``//`` would be another's.
    """
    said = {name: value for name, value in parameters.items() if value}
    return quote(f"{PREFIXES[locale]}/{path.lstrip('/')}") + (f"?{urlencode(said)}" if said else "")


def moved(visit: Visit, path: str, changed: Mapping[str, str], secret: str) -> str:
    """Give the address that a visit is led on to; a preview goes along, signed anew."""
    parameters: dict[str, str | None] = {**visit.parameters, **changed}
    if visit.preview:
        parameters[PARAMETER] = signed(secret, path, visit.preview)
    return visit.to(path, **parameters)
