"""The rule of a series in the model: every so many weeks, so many times; and what a change brings.

Weeks are counted from the first of the series. It knows neither dates nor RFC 5545.
"""

from dataclasses import dataclass

from tests.services.living_model import Version


@dataclass(frozen=True, slots=True)
class Weeks:
    """A rule: from which week on, every how many weeks, and how many times."""

    first: int
    apart: int
    times: int

    @property
    def given(self) -> list[int]:
        """The weeks that it gives."""
        return [self.first + self.apart * number for number in range(self.times)]

    def begun_in(self, week: int) -> "Weeks":
        """Begin in a week that it gives, as often as are left."""
        return Weeks(week, self.apart, self.times - self.given.index(week))


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a series: its rule and its text before, and its rule after."""

    before: Weeks
    after: Weeks
    text: int
    overwrite: bool

    def gives_again(self, week: int) -> bool:
        """Tell whether a week is given that was not, of those that the rule had to do with."""
        new = week in self.after.given and week not in self.before.given
        return new and week >= self.before.first

    def gives_no_more(self, week: int) -> bool:
        """Tell whether a week is not given, of those that the rule had to do with."""
        return week not in self.after.given and week >= self.before.first

    def takes_text(self, says: Version) -> bool:
        """Tell whether a meeting says what its series does, and so will."""
        return self.overwrite or says.content == self.text

    def is_by_hand(self, says: Version) -> bool:
        """Tell whether an editor has changed a meeting, in its text or by calling it off."""
        return says.content != self.text or says.called_off[:2] != ("", "")


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting before a change: its week, what its newest version or its last says, and more.

    ``by_rule`` tells whether it was a change of the rule that cancelled or deleted it.
    """

    week: int
    says: Version
    deleted: bool
    public: bool
    by_rule: bool


def fate(change: Changed, of: Standing) -> str | None:
    """Tell what becomes of a meeting; None of one that is deleted and stays so."""
    cancelled = of.says.called_off[0] == "cancel"
    back = change.gives_again(of.week) and (of.by_rule or change.overwrite)
    if of.deleted:
        return "BROUGHT_BACK" if back else None
    if back and cancelled:
        return "BROUGHT_BACK"
    if not change.gives_no_more(of.week):
        return "CHANGED" if change.takes_text(of.says) else "UNCHANGED"
    if cancelled:
        return "UNCHANGED"
    if change.is_by_hand(of.says) and not change.overwrite:
        return "KEPT"
    return "CANCELLED" if of.public else "DELETED"
