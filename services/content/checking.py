"""Whether what an editor says can be kept: all faults at once, each where it is.

What is asked here needs no database. What does (whether a slug is free, whether the content
that is named is there) is asked in ``services/content/saving.py``, and told together with these.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tortoise.fields import CharField, Field, IntField
from tortoise.fields.data import CharEnumFieldInstance

from models.content import Audience, Content
from models.fields import Localised, RichText
from models.meeting import Gathering
from models.meeting_series import MeetingSeries
from services.content.checking_links import bad_links, bad_markdown, bad_url
from services.content.checking_times import TIMES, bad_times
from services.content.saying import Said, columns
from services.content.slugs import is_slug, slug_of
from services.errors import Fault
from services.series.checking_rules import bad_rule
from services.view import LOCALES
from services.wording import fault

MOST_NAMED = 500
"""How many entries a relation may name."""

PROPOSED = {"slug", "position"}
"""What is filled in for whoever says nothing of it."""

_LONGEST = {"title": 200, "lead": 1_000, "summary": 1_000, "reason": 1_000}
_LONGEST_TEXT, _LONGEST_RUNNING, _LONGEST_NOTE = 5_000, 100_000, 1_000
_RANGES = {"year": (1900, 2999), "position": (1, 1_000_000)}
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{3,}")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\]{1,64}@([^\W_]([^\W_]|-)*\.)+[^\W\d_]{2,}")
_CODE = re.compile(r"[0-9A-Za-z-]+")
_PATH = re.compile(r"/|(/[a-z0-9]+(-[a-z0-9]+)*)+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Faults = Iterator[Fault]


@dataclass(frozen=True, slots=True)
class Asked:
    """One value to be checked: what it is called, and in which language to tell of faults."""

    locale: str
    path: tuple[str, ...]
    value: Any

    def fault(self, code: str, **values: object) -> Fault:
        """Say what is wrong with it."""
        return fault(self.locale, code, self.path, **{"value": self.value, **values})

    def at(self, step: object, value: Any) -> "Asked":
        """Look at a part of it."""
        return Asked(self.locale, (*self.path, str(step)), value)


def check(model: type[Content], said: Said, locale: str) -> list[Fault]:
    """Give all that is wrong with what a version says, but for what will be proposed."""
    faults = []
    for name, field in columns(model).items():
        if name not in PROPOSED or said.get(name) is not None:
            faults += list(_field(Asked(locale, (name,), said.get(name)), field))
    for name, relation in model.relations.items():
        asked = Asked(locale, (name,), said.get(name) or [])
        faults += list(_relation(asked, required=relation.required))
    if issubclass(model, Gathering) and all(said[it] for it in TIMES):
        faults += (bad_rule if model is MeetingSeries else bad_times)(said, locale)
    return faults


def check_note(note: str, locale: str) -> list[Fault]:
    """Give all that is wrong with what an editor says of a change, for the history."""
    return list(_text(Asked(locale, ("note",), note), _LONGEST_NOTE))


def _relation(asked: Asked, *, required: bool) -> Faults:
    if required and not asked.value:
        yield asked.fault("REQUIRED")
    if len(asked.value) > MOST_NAMED:
        yield asked.fault("TOO_MANY", length=len(asked.value), most=MOST_NAMED)
    for place, target in enumerate(asked.value):
        if target in asked.value[:place]:
            yield asked.at(place, target).fault("TWICE")


def _field(asked: Asked, field: Field[Any]) -> Faults:
    if isinstance(field, Localised):
        yield from _localised(asked, field)
    elif asked.value is None:
        if not field.null:
            yield asked.fault("REQUIRED")
    elif asked.path == ("links",):
        yield from bad_links(asked.value, asked.locale)
    elif isinstance(asked.value, list):
        return  # what a list holds is for those to check who know what it means
    else:
        yield from _value(asked, field)


def _localised(asked: Asked, field: Localised) -> Faults:
    texts = asked.value or {}
    if not field.null and not texts.get(LOCALES[0]):
        yield asked.at(LOCALES[0], None).fault("REQUIRED")
    for locale, text in texts.items():
        part = asked.at(locale, text)
        running = isinstance(field, RichText)
        most = _LONGEST_RUNNING if running else _LONGEST.get(asked.path[0], _LONGEST_TEXT)
        yield from _text(part, most)
        if running:
            yield from bad_markdown(text, part.locale, part.path)


def _text(asked: Asked, most: int) -> Faults:
    if len(asked.value) > most:
        yield asked.fault("TOO_LONG", length=len(asked.value), most=most)
    if _CONTROLS.search(asked.value):
        yield asked.fault("BAD_CHARACTER")


def _value(asked: Asked, field: Field[Any]) -> Faults:
    if isinstance(field, CharEnumFieldInstance):
        known = [str(it.value) for it in field.enum_type]
        if asked.value not in known:
            yield asked.fault("UNKNOWN_VALUE", known=", ".join(known))
    elif asked.path[0] in ("audience", "online_audience"):
        if asked.value not in [int(it) for it in Audience]:
            yield asked.fault("UNKNOWN_VALUE", known=", ".join(it.name for it in Audience))
    elif isinstance(field, IntField) and asked.path[0] in _RANGES:
        least, most = _RANGES[asked.path[0]]
        if not least <= asked.value <= most:
            yield asked.fault("OUT_OF_RANGE", least=least, most=most)
    elif isinstance(asked.value, str):
        yield from _plain(asked, field)


def _plain(asked: Asked, field: Field[Any]) -> Faults:
    most = field.max_length if isinstance(field, CharField) else _LONGEST_TEXT
    wrong = list(_text(asked, most))
    form = _FORMS.get(asked.path[0], _url if asked.path[0].endswith("url") else None)
    yield from wrong or (form(asked) if form else ())


def _matching(pattern: re.Pattern[str], code: str) -> Callable[[Asked], Faults]:
    def form(asked: Asked) -> Faults:
        if not pattern.fullmatch(asked.value):
            yield asked.fault(code)

    return form


def _slug(asked: Asked) -> Faults:
    if not is_slug(asked.value):
        yield asked.fault("BAD_SLUG", example=slug_of(asked.value) or "spraklust")


def _url(asked: Asked) -> Faults:
    if code := bad_url(asked.value, away=True):
        yield asked.fault(code)


_FORMS: Mapping[str, Callable[[Asked], Faults]] = {
    "slug": _slug,
    "path": _matching(_PATH, "BAD_PATH"),
    "email": _matching(_EMAIL, "BAD_EMAIL"),
    "phone": _matching(_PHONE, "BAD_PHONE"),
    "mobile": _matching(_PHONE, "BAD_PHONE"),
    "code": _matching(_CODE, "BAD_CODE"),
}
"""What the text in a column of this name must look like; in one that ends on url, an address."""
