"""What content lacks though nothing forbids it: a language, somebody to turn to, words for the ear.

Content has no images, so its links are what needs to be put into words for those who hear it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from models.content import Content
from models.fields import Localised
from models.nouns import BY_KIND
from services.content.checking_links import says_nothing
from services.content.leading import Lead
from services.content.naming import Doubt
from services.content.saying import columns
from services.content.turns import Turn
from services.view import LOCALES

_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "sv": {"sv": "svenska", "en": "engelska"},
    "en": {"sv": "Swedish", "en": "English"},
}


async def lacking(turn: Turn, leads: Mapping[int, Collection[Lead]], kind: str) -> list[Doubt]:
    """Tell what versions of a kind lack, to be considered before they are public.

    ``leads`` has what each of them names, by its id.
    """
    rows = await BY_KIND[kind].filter(id__in=list(leads)).order_by("id") if leads else []
    return [doubt for row in rows for doubt in _lacking(turn.locale, row, leads[row.id])]


def _lacking(locale: str, row: Content, leads: Collection[Lead]) -> Iterator[Doubt]:
    model, kind = type(row), str(row._meta.db_table)
    localised = [it for it, field in columns(model).items() if isinstance(field, Localised)]
    texts = [getattr(row, it) for it in localised]
    for missing in LOCALES:
        if any(missing not in it for it in texts if it):
            language = _LANGUAGES[locale][missing]
            yield Doubt("LANGUAGE_MISSING", kind, row.entry_id, language=language)
    spoken = {it for text in texts for it in text or ()}
    for link in getattr(row, "links", ()):
        yield from _unheard(locale, row, link, spoken)
    if "contacts" in model.relations and not any(it.name == "contacts" for it in leads):
        yield Doubt("CONTACT_MISSING", kind, row.entry_id)


def _unheard(
    locale: str, row: Content, link: Mapping[str, Any], spoken: Collection[str]
) -> Iterator[Doubt]:
    """Tell in which languages of the content a link says nothing to those who only hear it."""
    kind, labels = str(row._meta.db_table), link["label"]
    for language in LOCALES:
        label = labels.get(language)
        if label is None and language in spoken:
            other, named = next(iter(labels.values()), link["url"]), _LANGUAGES[locale][language]
            yield Doubt("LINK_TEXT_MISSING", kind, row.entry_id, value=other, language=named)
        elif label is not None and says_nothing(label):
            yield Doubt("LABEL_SAYS_NOTHING", kind, row.entry_id, value=label)
