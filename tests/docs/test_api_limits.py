"""The limits that the API's documentation names are those that are held, and all of them."""

import re

from resolvers import connecting, filtering, identifying, limits, planning
from services.documents.bounds import USUAL_BOUNDS
from settings import Settings
from tests.docs.reading import HOUSE

HELD = [
    connecting.MOST,
    identifying.MOST_IDS,
    planning.DEEPEST,
    USUAL_BOUNDS.depth,
    USUAL_BOUNDS.fields,
    USUAL_BOUNDS.aliases,
    USUAL_BOUNDS.repeated,
    USUAL_BOUNDS.directives,
    USUAL_BOUNDS.operations,
    filtering.DEEPEST,
    filtering.RELATIONS,
    filtering.TOGETHER,
    filtering.WITHIN + 1,
    filtering.MOST,
    USUAL_BOUNDS.characters,
    USUAL_BOUNDS.lines,
    USUAL_BOUNDS.tokens,
    limits.DIGITS,
    USUAL_BOUNDS.values,
    USUAL_BOUNDS.errors,
    Settings.model_fields["body_limit"].default,
    Settings.model_fields["socket_operations"].default,
    Settings.model_fields["streams_per_address"].default,
]


def test_the_limits_are_those_that_are_held() -> None:
    text = (HOUSE / "docs/api.md").read_text("utf-8")
    table = text.partition("## Limits")[2].partition("\n## ")[0]

    assert [int(it) for it in re.findall(r"^\|.*\| (\d+) \|$", table, re.MULTILINE)] == HELD
