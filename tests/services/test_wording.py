"""Editors are told in their language, in whole sentences that say what to do."""

import re
import string
from pathlib import Path

from services.policy import Right
from services.view import LOCALES
from services.wording import DENIED, WORDING, fault

SERVICES = Path(__file__).resolve().parents[2] / "services"
CODE = re.compile(r'"([A-Z][A-Z]+(?:_[A-Z]+)+|PAST|TWICE|CONFLICT|REQUIRED)"')


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_is_told_in_every_language() -> None:
    assert {code: tuple(texts) for code, texts in WORDING.items()} == dict.fromkeys(
        WORDING, LOCALES
    )


def test_whoever_lacks_a_right_to_change_something_is_told_in_every_language() -> None:
    acts = set(Right) - {Right.READ_STAFF, Right.READ_DRAFTS}  # what cannot be read is not there

    assert {right: tuple(texts) for right, texts in DENIED.items()} == dict.fromkeys(acts, LOCALES)


def test_a_text_has_the_same_gaps_in_all_languages() -> None:
    unlike = [code for code, texts in WORDING.items() if gaps(texts["sv"]) != gaps(texts["en"])]

    assert unlike == []


def test_every_text_is_whole_sentences() -> None:
    broken = [
        (code, locale)
        for code, texts in WORDING.items()
        for locale, text in texts.items()
        if not text.endswith(".") or not (text[0].isupper() or text[0] in "{”“")
    ]

    assert broken == []


def test_every_code_is_used_somewhere() -> None:
    used = {
        code
        for path in SERVICES.rglob("*.py")
        if path.name != "wording.py"
        for code in CODE.findall(path.read_text("utf-8"))
    }

    assert sorted(WORDING.keys() - used) == []


def test_a_fault_is_told_with_its_values_where_it_is() -> None:
    told = fault("sv", "TOO_LONG", ("title", "sv"), length=201, most=200)

    assert told.message == "Texten är 201 tecken lång. Korta den till högst 200."
    assert (told.code, told.path, told.more) == ("TOO_LONG", ("title", "sv"), {})
