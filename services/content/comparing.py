"""What differs between two versions, field by field and language by language.

A change is ``{"field", "locale", "before", "after", "audience"}``: ``locale`` is null for what is
alike in all languages, and only an audience that includes ``audience`` may read the change.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from models.content import Audience, Content
from models.fields import Localised
from services.content.saying import Said, columns, jsonable, sayable
from services.view import LOCALES


def differing(model: type[Content], before: Said, after: Said) -> tuple[str, ...]:
    """Name what two versions say differently."""
    return tuple(name for name in sayable(model) if before.get(name) != after.get(name))


def changes(model: type[Content], before: Said, after: Said) -> list[dict[str, Any]]:
    """Tell every change, in the order of the model's columns."""
    return [
        change
        for name in differing(model, before, after)
        for change in _changes_of(model, name, before, after)
    ]


def _changes_of(
    model: type[Content], name: str, before: Said, after: Said
) -> Iterator[dict[str, Any]]:
    audience = max(_audience(model, name, before), _audience(model, name, after))
    old, new = before.get(name), after.get(name)
    if isinstance(columns(model).get(name), Localised):
        for locale in LOCALES:
            yield from _change(name, locale, _in(old, locale), _in(new, locale), audience)
    else:
        yield from _change(name, None, old, new, audience)


def _change(
    name: str, locale: str | None, old: Any, new: Any, audience: int
) -> Iterator[dict[str, Any]]:
    if old != new:
        yield {
            "field": name,
            "locale": locale,
            "before": jsonable(old),
            "after": jsonable(new),
            "audience": audience,
        }


def _in(texts: Mapping[str, Any] | None, locale: str) -> Any:
    return (texts or {}).get(locale)


def _audience(model: type[Content], name: str, said: Said) -> int:
    guard = model.guarded.get(name, Audience.PUBLIC)
    own = said.get(guard) if isinstance(guard, str) else guard
    return max(int(own or 0), int(said.get("audience") or 0))
