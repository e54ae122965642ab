"""What everybody sees of the entries, through every way that leads to them; and what they are to.

The ways: by id, through the lists and their counts, from a meeting to its network and back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.asking import Asking
from tests.proof.expecting import MEETING, status
from tests.proof.roles import Somebody
from tests.services.living_model import Thing, World

SEEN = """query($ids: [ID!]!, $drafts: Boolean, $at: DateTime) @view(drafts: $drafts, at: $at) {
  nodes(ids: $ids) {
    ... on Node { id }
    ... on Content { version status history(first: 50) { totalCount nodes { number } } }
  }
  networks(where: {id: {in: $ids}}, first: 50) {
    totalCount nodes { id version meetings { totalCount nodes { id version } } }
  }
  meetings(where: {id: {in: $ids}}, first: 50) {
    totalCount nodes { id version networks { id version } }
  }
}"""

NETWORK = 0
"""The place of the network that the meeting is of."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's look at an hour, while it is ``now``; with drafts or without."""

    by: Somebody
    now: int
    hour: int
    drafts: bool

    def expected(self, thing: Thing) -> int | None:
        """Tell which version they are to see of an entry."""
        if not self.drafts:
            return thing.seen(self.hour, self.by.audience)
        newest = thing.newest
        hidden = newest is None or thing.versions[newest - 1].audience > self.by.audience
        return None if hidden else newest


async def seen(ask: Asking, look: Look, start: datetime, ids: list[str]) -> Any:
    """Ask for all that can be seen."""
    now, at = (start + timedelta(hours=it) for it in (look.now, look.hour))
    said = {"ids": ids, "drafts": look.drafts, "at": at.isoformat() if at != now else None}
    found = await ask.data(SEEN, said, viewer=look.by.viewer, now=now)
    for root in ("networks", "meetings"):
        found[root]["nodes"].sort(key=lambda it: ids.index(it["id"]))
    return found


def to_be_seen(look: Look, world: World, ids: list[str]) -> Any:
    """Tell the same by the model."""
    numbers = [look.expected(it) for it in world.things]
    nodes = [_node(look, it, of) for it, of in zip(ids, world.things, strict=True)]
    meeting, network = _about(ids, numbers, MEETING), _about(ids, numbers, NETWORK)
    networks = [
        {**about, "meetings": _listed(meeting if place == NETWORK else [])}
        for place in range(len(ids))
        if place != MEETING
        for about in _about(ids, numbers, place)
    ]
    meetings = [{**about, "networks": network} for about in meeting]
    return {"nodes": nodes, "networks": _listed(networks), "meetings": _listed(meetings)}


def _about(ids: list[str], numbers: list[int | None], place: int) -> list[dict[str, Any]]:
    number = numbers[place]
    return [] if number is None else [{"id": ids[place], "version": number}]


def _listed(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"totalCount": len(nodes), "nodes": nodes}


def _node(look: Look, id_: str, thing: Thing) -> dict[str, Any] | None:
    number, audience = look.expected(thing), look.by.audience
    if number is None:
        return None
    numbers = [n for n, it in enumerate(thing.versions, 1) if it.audience <= audience]
    history = [{"number": it} for it in reversed(numbers)] if look.by.follows_all else []
    return {
        "id": id_,
        "version": number,
        "status": status(thing, look.hour, audience) if look.by.drafts else None,
        "history": _listed(history),
    }
