"""Rules of series that cannot be kept: what is wrong is told at once, where it is."""

from typing import Any

import pytest

from tests.asking import Asking
from tests.schema.editors import done
from tests.schema.series import SERIES, THURSDAYS, effects, network

WRONG: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    ({"count": None}, {}, [("RULE_HAS_NO_END", "rule.count")]),
    ({"until": "2026-12-31"}, {}, [("RULE_HAS_NO_END", "rule.count")]),
    ({"count": 1001}, {}, [("OUT_OF_RANGE", "rule.count")]),
    ({"interval": 0}, {}, [("OUT_OF_RANGE", "rule.interval")]),
    (
        {"byDay": [{"weekday": "THURSDAY", "nth": 1}]},
        {},
        [("NOT_IN_THIS_RULE", "rule.byDay.0.nth")],
    ),
    ({"byMonthDay": [3]}, {}, [("NOT_IN_THIS_RULE", "rule.byMonthDay")]),
    (
        {"frequency": "MONTHLY", "byMonthDay": [3, 32], "byMonth": [0]},
        {},
        [("OUT_OF_RANGE", "rule.byMonthDay.1"), ("OUT_OF_RANGE", "rule.byMonth.0")],
    ),
    ({"frequency": "YEARLY", "count": 12}, {}, [("REACHES_TOO_FAR", "rule.count")]),
    ({"count": None, "until": "2037-01-01"}, {}, [("REACHES_TOO_FAR", "rule.until")]),
    (
        {"frequency": "DAILY", "count": None, "until": "2030-09-03"},
        {},
        [("TOO_MANY_OCCURRENCES", "rule.until")],
    ),
    (
        {"frequency": "YEARLY", "byMonth": [2], "byMonthDay": [30]},
        {},
        [("NO_OCCURRENCE", "rule.frequency")],
    ),
    ({"count": 1, "exclude": ["2026-09-03"]}, {}, [("NO_OCCURRENCE", "rule.frequency")]),
    ({"byDay": [{"weekday": "FRIDAY"}]}, {}, [("START_NOT_IN_RULE", "localStart")]),
    (
        {"frequency": "DAILY", "count": 10},
        {"localStart": "2027-03-25T02:30", "localEnd": "2027-03-25T03:30"},
        [("TIMES_THAT_ARE_NOT", "localStart")],
    ),
    ({}, {"timeZone": "Europe/Jönköping"}, [("BAD_TIME_ZONE", "timeZone")]),
    ({}, {"localEnd": "2026-09-03T08:00"}, [("ENDS_BEFORE_IT_STARTS", "localEnd")]),
]


@pytest.mark.parametrize(("rule", "said", "faults"), WRONG)
async def test_what_is_wrong_with_a_rule_is_told_where_it_is(
    ask: Asking, rule: dict[str, Any], said: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    input_ = THURSDAYS | {"networks": [await network(ask)]} | said
    input_["rule"] = THURSDAYS["rule"] | rule

    payload = await done(ask, "createMeetingSeries", input_, SERIES)

    assert [(it["code"], ".".join(it["path"][1:])) for it in payload["errors"]] == faults
    assert payload["meetings"] is None


async def test_days_on_which_the_clocks_skip_the_time_are_named_and_can_be_excluded(
    ask: Asking,
) -> None:
    rule = {"frequency": "DAILY", "count": 10}
    input_ = {"localStart": "2027-03-25T02:30", "localEnd": "2027-03-25T03:30", "rule": rule}
    input_ = THURSDAYS | input_ | {"networks": [await network(ask)]}

    refused = await done(ask, "createMeetingSeries", input_, SERIES)
    rule["exclude"] = ["2027-03-28"]
    made = await done(ask, "createMeetingSeries", input_, SERIES)

    assert [it["message"] for it in refused["errors"]] == [
        "Klockan 02:30 finns inte i Europe/Stockholm den 2027-03-28: klockan ställs om då. Välj en "
        "annan tid, eller undanta de dagarna."
    ]
    assert len(effects(made)) == 9
