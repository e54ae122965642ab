"""Rules by which meetings come again, as front-ends read them and editors say them."""

from enum import Enum

import strawberry

from resolvers.sources import Stored
from schema.fields import listed, text, told, value
from schema.scalars import Date
from schema.weekday import Weekday
from services.compiler.values import Column


@strawberry.enum(description="How often something comes again.")
class Frequency(Enum):
    DAILY = strawberry.enum_value("DAILY", description="Every day, or every so many days.")
    WEEKLY = strawberry.enum_value(
        "WEEKLY", description="Every week, or every so many weeks; weeks begin on Monday."
    )
    MONTHLY = strawberry.enum_value("MONTHLY", description="Every month, or every so many months.")
    YEARLY = strawberry.enum_value("YEARLY", description="Every year, or every so many years.")


@strawberry.type(
    description="A weekday of a rule: each of them, or one of those in a month or year."
)
class RecurrenceDay:
    weekday: Weekday = told(Stored(Column("value", path=("weekday",))), "The day of the week.")
    nth: int | None = told(
        Stored(Column("value", "number", ("nth",), nullable=True)),
        "Which of them: 1 for the first, -1 for the last; null for each.",
    )


@strawberry.input(
    description="A weekday of a rule: each of them, or one of those in a month or year."
)
class RecurrenceDayInput:
    weekday: Weekday = strawberry.field(description="The day of the week.")
    nth: int | None = strawberry.field(
        description="Which of them: 1 for the first, -1 for the last, each when left out. Of the "
        "month, or of the year in a yearly rule that names no months.",
        default=strawberry.UNSET,
    )


@strawberry.type(
    description="By which rule meetings come again, as RFC 5545, section 3.3.10 has it. It ends "
    "after a number of times or on a day, within ten years and a thousand meetings."
)
class RecurrenceRule:
    frequency: Frequency = text("rule_frequency", "How often.")
    interval: int = value(
        "rule_interval", "number", "Every so many days, weeks, months or years: 1 for each."
    )
    by_day: list[RecurrenceDay] = listed(
        "rule_by_day", "On which weekdays; empty for that of the start, or any.", usually=2
    )
    by_month_day: list[int] = value(
        "rule_by_month_day",
        "json",
        "On which days of the month: 1 for the first, -1 for the last. Months that lack the day "
        "are passed over.",
    )
    by_month: list[int] = value("rule_by_month", "json", "In which months only, from 1 to 12.")
    count: int | None = value(
        "rule_count",
        "number",
        "After how many times it ends, those that are excluded counted; null if by a day.",
        nullable=True,
    )
    until: Date | None = text(
        "rule_until", "The last day that it may give; null if it ends by a number.", nullable=True
    )
    exclude: list[Date] = value(
        "rule_exclude", "json", "On which days there is no meeting all the same."
    )
