"""Swedish text: the vectors of order and search that must hold."""

import pytest

from services.text import sort_key
from tests.oracle import swedish

NAMES = ["Asbjörn", "Vara", "Wien", "Zeta", "Åsa", "Ängby", "Öland"]
SHUFFLED = ["Öland", "Zeta", "Ängby", "Asbjörn", "Åsa", "Wien", "Vara"]


def test_å_ä_and_ö_come_last_and_in_that_order() -> None:
    assert sorted(SHUFFLED, key=sort_key) == NAMES


def test_case_makes_no_difference_to_order() -> None:
    assert sorted(["åSA", "ÄNGBY", "Öland", "ZETA", "asbjörn"], key=sort_key) == [
        "asbjörn",
        "ZETA",
        "åSA",
        "ÄNGBY",
        "Öland",
    ]


def test_v_and_w_are_letters_of_their_own() -> None:
    assert sorted(["Wa", "Vz", "Va", "Xa"], key=sort_key) == ["Va", "Vz", "Wa", "Xa"]


def test_accents_of_other_languages_make_no_difference() -> None:
    assert sort_key("Kafé à la crème") == sort_key("kafe a la creme")
    assert sort_key("Müller") == sort_key("Myller")
    assert sort_key("Ærø") == sort_key("Äro".replace("o", "ö"))


def test_composed_and_decomposed_letters_are_alike() -> None:
    assert sort_key("A\u030angstro\u0308m") == sort_key("Ångström")


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("nätverksträffar", "träff", True),
        ("Barns delaktighet", "barn", True),
        ("får", "far", False),
        ("far", "får", False),
        ("Tillgänglighet", "tillganglighet", False),
        ("KAFÉ", "kafe", True),
        ("Öland", "öl", True),
        ("Öland", "ol", False),
    ],
)
def test_the_key_of_a_part_is_a_part_of_the_key(text: str, part: str, found: bool) -> None:
    assert (sort_key(part) in sort_key(text)) is found
    assert swedish.contains(text, part) is found


def test_no_letter_is_taken_for_another_that_follows_z() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    shuffled = [letters[at * 7 % 29] for at in range(29)]

    assert sorted(shuffled, key=sort_key) == list(letters)
    assert len({sort_key(it) for it in letters}) == 29


def test_signs_are_not_taken_for_letters() -> None:
    assert {sort_key(it) for it in "{|}"}.isdisjoint({sort_key(it) for it in "åäö"})
