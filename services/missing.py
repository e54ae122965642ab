"""What content lacks though nothing forbids it: a language, somebody to turn to."""

from collections.abc import Iterator, Mapping, Sequence

from models.content import Content
from models.fields import Localised
from models.nouns import BY_KIND
from services.naming import Doubt
from services.saying import Said, columns, relations_of, said_by
from services.turns import Turn
from services.view import LOCALES

_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "sv": {"sv": "svenska", "en": "engelska"},
    "en": {"sv": "Swedish", "en": "English"},
}


async def lacking(turn: Turn, kind: str, versions: Sequence[int]) -> list[Doubt]:
    """Tell what versions of a kind lack, to be considered before they are public."""
    model = BY_KIND[kind]
    rows = await model.filter(id__in=versions).order_by("id") if versions else []
    relations = await relations_of(model, [it.id for it in rows]) if rows else {}
    return [
        doubt
        for row in rows
        for doubt in _lacking(turn.locale, row, said_by(row, relations[row.id]))
    ]


def _lacking(locale: str, row: Content, said: Said) -> Iterator[Doubt]:
    model, kind = type(row), str(row._meta.db_table)
    texts = [said[it] for it, field in columns(model).items() if isinstance(field, Localised)]
    for missing in LOCALES:
        if any(missing not in it for it in texts if it):
            language = _LANGUAGES[locale][missing]
            yield Doubt("LANGUAGE_MISSING", kind, row.entry_id, value=language)
    if "contacts" in model.relations and not said["contacts"]:
        yield Doubt("CONTACT_MISSING", kind, row.entry_id)
