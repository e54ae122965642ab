"""Changing one meeting of a series as if it were in none."""

from uuid import UUID

from models.meeting import Meeting
from services.content.comparing import differing
from services.content.finding import Newest, conflict
from services.content.saving import checked, written_over
from services.content.saying import merged, sayable
from services.content.turns import Turn
from services.series.creating import Arranged
from services.series.foreseeing import Effect, Foreseen, Member
from services.series.wishes import Wish
from services.wording import refused


async def update_one(turn: Turn, series: UUID, member: Member, wish: Wish) -> Arranged:
    """Change the meeting alone.

    Raises ``Refused``: ONE_HAS_NO_RULE, REQUIRED or CONFLICT where it was not seen as it stands, or
    all that is wrong with what is said.
    """
    if rules := [it for it in wish.said if it not in sayable(Meeting)]:
        raise refused(turn.locale, "ONE_HAS_NO_RULE", (rules[0],))
    if wish.seen is None:
        raise refused(turn.locale, "REQUIRED", ("occurrence_version",))
    now = Newest(member.row, member.said, member.windows[-1].version)
    if member.row.version != wish.seen:
        path = ("occurrence_version",)
        raise await conflict(turn, now, wish.seen, path)
    after = merged(Meeting, member.said, wish.said)
    after = await checked(turn, Meeting, now, after, wish.note)
    changed = bool(differing(Meeting, member.said, after))
    if changed and not wish.dry_run:
        await written_over(turn, now, after, note=wish.note)
    effect = Effect.CHANGED if changed else Effect.UNCHANGED
    told = [Foreseen(member.day, effect, after, member)]
    return Arranged(series, turn.moment, told, {member.day: member.entry})
