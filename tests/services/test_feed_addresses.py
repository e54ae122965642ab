"""The address of a feed: it says the question back, is short, and takes nothing else."""

import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Refused
from services.feeds.addresses import DECODED, Feed, canonical, filter_of, question_of

SPRAKLUST = {"networks": {"some": {"slug": {"eq": "spraklust"}}}}

VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(where=st.dictionaries(st.text(min_size=1, max_size=8), VALUES, min_size=1, max_size=4))
def test_an_address_says_its_filter_back(where: dict[str, object]) -> None:
    assert filter_of(question_of(where)) == where


def test_the_order_of_names_and_what_asks_for_nothing_change_no_address() -> None:
    one = {"state": {"eq": "CONFIRMED"}, "allDay": {"eq": True, "x": None}, "when": None}
    other = {"allDay": {"eq": True}, "state": {"eq": "CONFIRMED"}}

    assert question_of(one) == question_of(other)


def test_an_address_that_was_given_out_stays_good() -> None:
    """These are in people's calendars: the words that addresses are packed with never change."""
    assert filter_of("I0JfcUFRYnZOaXEJWAMA") == SPRAKLUST
    assert filter_of("q0aL1rTEnOLU2loA") == {"allDay": {"eq": False}}
    assert len(question_of(SPRAKLUST)) <= 24


def test_what_is_usual_is_not_in_an_address() -> None:
    assert Feed("", "ics").path == "/feeds/meetings.ics"
    assert Feed("abc", "json", "en", "status").path == (
        "/feeds/meetings/abc.json?language=en&cancelled=status"
    )


def test_a_filter_that_is_too_long_is_refused() -> None:
    with pytest.raises(Refused):
        question_of({"slug": {"in": [f"{number:x}" * 7 for number in range(400)]}})


def packed(told: bytes) -> str:
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
    return urlsafe_b64encode(deflating.compress(told) + deflating.flush()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "question",
    [
        "a",
        "aaaa",
        "å",
        "....",
        packed(b""),
        packed(b"[]"),
        packed(b"{}"),
        packed(b"null"),
        packed(b'{"b":1,"a":2}'),
        packed(b'{"a": 1}'),
        packed(b'{"a":null}'),
        packed(b'{"a":1}') + "AAAA",
        packed(b'{"a":1}')[:-2],
        packed(b'{"a":"' + b"a" * DECODED + b'"}'),
        packed(b'{"a":1}') + "=",
    ],
)
def test_nothing_else_is_taken(question: str) -> None:
    assert filter_of(question) is None


def test_a_filter_has_one_form() -> None:
    assert canonical({"b": [{"c": None}], "a": 1}) == b'{"a":1,"b":[{}]}'
