"""JSON that means one thing to everybody (I-JSON, RFC 7493): whatever else comes is refused.

UTF-8 without a byte order mark, no NaN, no name twice in an object, no number that loses digits,
no nesting that could exhaust the stack of whoever reads on.
"""

import json
from typing import Any

import orjson

NESTED = (dict, list)
DEEPEST = 64
"""How many objects and lists may stand inside one another."""

BLANKS = b" \t\r\n"
"""What is left out of two texts to compare them: what is there twice is so without them, too."""

MOST_DIGITS = 19
"""How many digits a whole number may have: what fits into 64 bits is kept exactly."""


class NotStrict(ValueError):
    """The text is no JSON that can be relied on; the message says why."""


def read_json(text: bytes) -> Any:
    """Read a JSON text, or raise ``NotStrict``."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NotStrict(str(error)) from None
    if text.count(b"{") + text.count(b"[") > DEEPEST:
        _expect_shallow(value, DEEPEST)
    if orjson.dumps(value).translate(None, BLANKS) != text.translate(None, BLANKS):
        _STRICT.decode(text.decode())  # else it is written in the one way that loses nothing
    return value


def _expect_shallow(value: Any, levels: int) -> None:
    if not isinstance(value, NESTED):
        return
    if not levels:
        raise NotStrict(f"lists and objects may stand {DEEPEST} deep inside one another")
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, NESTED):
            _expect_shallow(inner, levels - 1)


def _once(pairs: list[tuple[str, Any]]) -> None:
    names = {name for name, _ in pairs}
    if len(names) < len(pairs):
        raise NotStrict("an object has the same name twice")


def _exact(digits: str) -> None:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise NotStrict(f"a whole number may have {MOST_DIGITS} digits")


_STRICT = json.JSONDecoder(object_pairs_hook=_once, parse_int=_exact)
