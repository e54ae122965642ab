"""How values are compared: one input a kind of value. Null, or nothing, asks for nothing."""

from typing import Any

import strawberry

from schema.scalars import DateTime, LocalDateTime


def _op(description: str, **options: Any) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET, **options)


@strawberry.input(description="Compares an id.")
class IDFilter:
    eq: strawberry.ID | None = _op("It is this one.")
    ne: strawberry.ID | None = _op("It is another than this one.")
    in_: list[strawberry.ID] | None = _op("It is one of these.", name="in")
    not_in: list[strawberry.ID] | None = _op("It is none of these.")


@strawberry.input(description="Compares a code or an address: letter by letter, case and all.")
class CodeFilter:
    eq: str | None = _op("It is exactly this.")
    ne: str | None = _op("It is not exactly this, or not there.")
    in_: list[str] | None = _op("It is one of these.", name="in")
    not_in: list[str] | None = _op("It is none of these, or not there.")
    is_null: bool | None = _op("Whether it is missing.")


@strawberry.input(description="Compares a text, in the view's language where there are several.")
class TextFilter:
    eq: str | None = _op("It is exactly this, case and all.")
    ne: str | None = _op("It is not exactly this.")
    in_: list[str] | None = _op("It is exactly one of these.", name="in")
    not_in: list[str] | None = _op("It is exactly none of these.")
    contains: str | None = _op(
        "It has this somewhere; case makes no difference, nor do accents, but å, ä and ö are "
        "letters of their own: `får` never finds `far`."
    )
    starts_with: str | None = _op("It begins with this, compared as `contains` does.")


@strawberry.input(description="A range of whole numbers, both ends in it.")
class IntRange:
    from_: int = strawberry.field(name="from", description="The least.")
    to: int = strawberry.field(description="The greatest.")


@strawberry.input(description="Compares a whole number.")
class IntFilter:
    eq: int | None = _op("It is this.")
    ne: int | None = _op("It is not this.")
    in_: list[int] | None = _op("It is one of these.", name="in")
    not_in: list[int] | None = _op("It is none of these.")
    lt: int | None = _op("It is less than this.")
    lte: int | None = _op("It is at most this.")
    gt: int | None = _op("It is greater than this.")
    gte: int | None = _op("It is at least this.")
    between: IntRange | None = _op("It lies in this range.")


@strawberry.input(description="A range of moments, both ends in it.")
class DateTimeRange:
    from_: DateTime = strawberry.field(name="from", description="The first.")
    to: DateTime = strawberry.field(description="The last.")


@strawberry.input(description="Compares a moment.")
class DateTimeFilter:
    eq: DateTime | None = _op("It is this moment.")
    ne: DateTime | None = _op("It is another moment, or none.")
    lt: DateTime | None = _op("It is before this.")
    lte: DateTime | None = _op("It is this or before.")
    gt: DateTime | None = _op("It is after this.")
    gte: DateTime | None = _op("It is this or after.")
    between: DateTimeRange | None = _op("It lies in this range.")
    is_null: bool | None = _op("Whether there is none.")


@strawberry.input(description="A range of times on the clocks of the place, both ends in it.")
class LocalDateTimeRange:
    from_: LocalDateTime = strawberry.field(name="from", description="The first.")
    to: LocalDateTime = strawberry.field(description="The last.")


@strawberry.input(
    description="Compares a time as the clocks of the place show it, whatever its zone."
)
class LocalDateTimeFilter:
    eq: LocalDateTime | None = _op("It is this time.")
    ne: LocalDateTime | None = _op("It is another time.")
    lt: LocalDateTime | None = _op("It is before this.")
    lte: LocalDateTime | None = _op("It is this or before.")
    gt: LocalDateTime | None = _op("It is after this.")
    gte: LocalDateTime | None = _op("It is this or after.")
    between: LocalDateTimeRange | None = _op("It lies in this range.")


@strawberry.input(description="Compares a yes or no.")
class BooleanFilter:
    eq: bool | None = _op("It is this.")
