"""What mutations do about meetings that are not held as announced: from an input to its outcome."""

from resolvers.editing import told_outlook
from resolvers.outcomes import Doing, Outcome, Said
from services.clocks.meeting_times import WHEN
from services.content import cancelling
from services.content.foreseeing import Outlook


async def cancel(doing: Doing, said: Said) -> Outcome:
    """Cancel a meeting, or foresee it."""
    outlook = await cancelling.cancel(
        doing.store,
        doing.actor,
        said["id"],
        said["expected_version"],
        reason=said["reason"],
        note=said.get("note") or "",
        dry_run=bool(said.get("dry_run")),
    )
    return _outcome(said, outlook)


async def postpone(doing: Doing, said: Said) -> Outcome:
    """Postpone a meeting or move it, or foresee that; what says when stands beside the rest."""
    to = {name: said[name] for name in WHEN if said.get(name) is not None}
    outlook = await cancelling.postpone(
        doing.store,
        doing.actor,
        said["id"],
        said["expected_version"],
        reason=said["reason"],
        to=to or None,
        note=said.get("note") or "",
        dry_run=bool(said.get("dry_run")),
    )
    return _outcome(said, outlook)


def _outcome(said: Said, outlook: Outlook) -> Outcome:
    values = {"meeting": said["id"], "outlook": told_outlook(outlook)}
    return Outcome(values, moment=None if said.get("dry_run") else outlook.moment)
