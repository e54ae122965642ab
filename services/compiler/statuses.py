"""Where an entry stands at the view's moment, as SQL: ``services/content/windows.py`` says what it
means.

The rule: whoever looks is told of those versions alone that are for them, and only editors are
told at all.
"""

from models.content import Content
from services import policy
from services.compiler.dialects import Expression
from services.compiler.plan import All, Compare, Condition, Flag, IsNull, Not
from services.compiler.scopes import Scope, Writing, condition, table_of
from services.compiler.values import Column
from services.content.windows import Status as Standing

_SINCE, _UNTIL = Column("live_from", "instant"), Column("live_until", "instant")
_AHEAD = Compare(_SINCE, "gt", policy.MOMENT)
_BEGUN = Compare(_SINCE, "lte", policy.MOMENT)
_OPEN = Compare(_UNTIL, "gt", policy.MOMENT)
_NEWEST = Flag("newest")

_STEPS: tuple[tuple[tuple[Condition, ...], Standing], ...] = (
    ((_NEWEST, _AHEAD), Standing.SCHEDULED),
    ((_NEWEST, _BEGUN, _OPEN), Standing.PUBLISHED),
    ((_BEGUN, _OPEN), Standing.CHANGED),
    ((_AHEAD,), Standing.SCHEDULED),
    ((Not(IsNull(_SINCE)),), Standing.WITHDRAWN),
)
"""What some version of the entry is like, and what that makes of the entry; the first counts."""


def status(writing: Writing, scope: Scope, model: type[Content]) -> Expression:
    """Write the status of the entry that the row at hand is a version of; null for visitors."""
    if not writing.sight.history:
        return Expression("NULL", "text")
    one = Scope(writing.alias())
    rows = [f"{one.alias}.entry_id = {scope.column('entry_id')}"]
    rows += [condition(writing, one, it) for it in policy.reckoned(writing.sight)]
    steps = " ".join(
        f"WHEN max(CASE WHEN {condition(writing, one, All(such))} THEN 1 ELSE 0 END) = 1"
        f" THEN '{said}'"
        for such, said in _STEPS
    )
    found = f"FROM {table_of(model)} {one.alias} WHERE {' AND '.join(rows)}"
    return Expression(f"(SELECT CASE {steps} ELSE '{Standing.DRAFT}' END {found})", "text")
