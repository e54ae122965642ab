"""What compiling promises: values are bound, plans are values, both databases mean the same."""

import json
from dataclasses import replace

import pytest

from models import Meeting, Network, NetworkContact
from services.compiler.compiling import DIALECTS, compile_statement
from services.compiler.pages import Count, Window
from services.compiler.plan import (
    All,
    Any_,
    Compare,
    Connection,
    Exists,
    Flag,
    IsNull,
    Leaf,
    Nodes,
    Not,
    Order,
    Rows,
)
from services.compiler.reading import read
from services.compiler.ties import Back
from services.compiler.values import Column, Constant, Variable, Viewed
from services.database.storage import Store
from services.view import VISITOR, Sight, view_of
from tests import factories
from tests.factories import NOW

ENTRY = Order(Column("entry_id", "uuid"))
PLACE = Column("position", "number")
SIGHT = Sight(drafts=False, present=True, locales=("sv", "en"))


def listing(where: object = None, *parts: object) -> Connection:
    """Plan a list of networks."""
    rows = Rows(Network, where=where, order=(Order(PLACE), ENTRY))  # type: ignore[arg-type]
    return Connection(rows, Window(9, False, (), (), "1"), (("count", Count()),))


async def counted(store: Store, where: object, **variables: object) -> str:
    """Count the networks for which a condition holds."""
    view = view_of(VISITOR, NOW, "sv")
    statement = compile_statement([listing(where)], store.dialect, view.sight)
    [told] = await read(store, statement, variables, view)
    return (told or b"").decode()


@pytest.mark.parametrize("name", DIALECTS)
def test_values_are_bound_and_never_written_into_the_text(name: str) -> None:
    secret = "'; DROP TABLE network; --"
    where = All(
        (
            Compare(Column("slug"), "eq", Constant(secret)),
            Compare(Column("slug"), "in", Constant((secret,))),
            Compare(Column("title_key_sv"), "contains", Constant(secret)),
            Compare(Column("title_key_sv"), "startsWith", Variable(("v",))),
        )
    )

    statement = compile_statement([listing(where)], name, SIGHT)

    assert secret not in statement.sql
    assert set(statement.values) == {
        Constant(secret),
        Constant((secret,)),
        Variable(("v",)),
        Viewed("moment"),
        Viewed("audience"),
    }


@pytest.mark.parametrize("name", DIALECTS)
def test_equal_plans_give_equal_statements(name: str) -> None:
    one, other = listing(IsNull(PLACE)), listing(IsNull(PLACE))

    assert one == other
    assert hash(one) == hash(other)
    assert compile_statement([one], name, SIGHT) == compile_statement([other], name, SIGHT)
    assert one != replace(one, window=Window(8, False, (), (), "1"))


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("present", [False, True])
def test_every_table_of_content_is_looked_at_with_the_viewers_eyes(
    name: str, drafts: bool, present: bool
) -> None:
    sight = Sight(drafts, present, ("sv", "en"))
    inner = Exists(Rows(Network, Back(NetworkContact), Exists(Rows(Meeting))))
    plan = replace(
        listing(inner), parts=(("n", Nodes((("id", Leaf(ENTRY.column)),))), ("c", Count()))
    )

    sql = compile_statement([plan], name, sight).sql

    tables = sql.count("FROM network t") + sql.count("JOIN network t") + sql.count("FROM meeting t")
    assert tables == 6  # the list and the count, each with the two that it asks about
    assert sql.count(".audience") == tables
    assert sql.count(".newest") == (tables if drafts else 0)
    assert sql.count(".live_until") == (0 if drafts else tables)


async def test_conditions_are_true_or_false_and_never_unknown(store: Store) -> None:
    nothing = Column("lead", path=("sv",), nullable=True)
    async with store.writing():
        await factories.network()
        await factories.network("Annat", lead={"sv": "Ett"})

    told = {
        "eq": await counted(store, Compare(nothing, "eq", Constant("Ett"))),
        "not eq": await counted(store, Not(Compare(nothing, "eq", Constant("Ett")))),
        "ne": await counted(store, Compare(nothing, "ne", Constant("Ett"))),
        "not ne": await counted(store, Not(Compare(nothing, "ne", Constant("Ett")))),
        "in": await counted(store, Compare(nothing, "in", Constant(("Ett",)))),
        "not in": await counted(store, Compare(nothing, "notIn", Constant(("Ett",)))),
        "in none": await counted(store, Compare(nothing, "in", Constant(()))),
        "not in none": await counted(store, Compare(nothing, "notIn", Constant(()))),
        "not lt": await counted(store, Not(Compare(nothing, "lt", Constant("A")))),
        "null": await counted(store, IsNull(nothing)),
        "not null": await counted(store, Not(IsNull(nothing))),
    }

    one = '{"count":1}'
    assert told == dict.fromkeys(told, one) | {
        "in none": '{"count":0}',
        "not in none": '{"count":2}',
        "not lt": '{"count":2}',
    }


async def test_nothing_to_hold_holds_and_nothing_to_choose_from_does_not(store: Store) -> None:
    async with store.writing():
        await factories.network()

    assert await counted(store, All(())) == '{"count":1}'
    assert await counted(store, Any_(())) == '{"count":0}'
    assert await counted(store, Flag("live")) == '{"count":1}'


async def test_the_next_request_binds_its_own_values(store: Store) -> None:
    async with store.writing():
        await factories.network()
        await factories.network("Annat")
    where = Compare(Column("slug"), "in", Variable(("slugs",)))

    assert await counted(store, where, slugs=["annat"]) == '{"count":1}'
    assert await counted(store, where, slugs=["annat", "spraklust"]) == '{"count":2}'
    assert await counted(store, where, slugs=[]) == '{"count":0}'


async def test_an_object_may_have_as_many_fields_as_a_table_has_columns(store: Store) -> None:
    names = [f"a{number}" for number in range(1_500)]
    nodes = Nodes(tuple((name, Leaf(PLACE)) for name in names))
    plan = replace(listing(), parts=(("nodes", nodes),))
    view = view_of(VISITOR, NOW, "sv")
    async with store.writing():
        await factories.network(position=7)

    statement = compile_statement([plan], store.dialect, view.sight)
    [told] = await read(store, statement, {}, view)

    assert json.loads(told or b"") == {"nodes": [dict.fromkeys(names, 7)]}
