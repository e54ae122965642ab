"""A day at work with the saved operations: in which order they are run, and what is handed on.

A text such as ``«mötets id»`` in variables is for an editor to fill in, with the id that an earlier
operation has told; beside it, ``version`` is the one that was told last.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PASTED: Final = re.compile("«(?P<what>[^«»]+)»")

STORY: Final = (
    "VemArJag",
    "HittaInnehall",
    "HittaMote",
    "HittaSida",
    "HittaNatverk",
    "HittaPerson",
    "SkapaMote",
    "SeFoljden",
    "PubliceraNu",
    "AndraMote",
    "SkjutUppMote",
    "StallInMote",
    "SkapaSerie",
    "HittaSerie",
    "AndraSerie",
    "PubliceraSerie",
    "SkapaNatverk",
    "AndraNatverk",
    "SeUtkastet",
    "SeAllaUtkast",
    "PubliceraVidArsskiftet",
    "SeEnAnnanDag",
    "StallInPublicering",
    "SeHistoriken",
    "AterstallVersion",
    "KastaUtkastet",
    "SkapaPerson",
    "AndraPerson",
    "SkapaSida",
    "AndraSida",
    "HittaUtgava",
    "AndraFokusomrade",
    "SkapaUtgava",
    "AndraUtgava",
    "Avpublicera",
    "TaBort",
    "SenasteHandelser",
    "TaTillbaka",
    "ManadensKalender",
    "Prenumerera",
    "ExporteraPerson",
)
"""All of them, each behind those that it needs ids of."""

HANDED_ON: Final = {
    "HittaNatverk": ("nätverkets id", ("networks", "nodes", 0, "id")),
    "HittaPerson": ("personens id", ("contacts", "nodes", 0, "id")),
    "HittaSida": ("sidans id", ("pages", "nodes", 0, "id")),
    "SkapaMote": ("mötets id", ("createMeeting", "meeting", "id")),
    "SkapaSerie": ("seriens id", ("createMeetingSeries", "meetingSeries", "id")),
    "HittaUtgava": ("fokusområdets id", ("focusAreas", "nodes", 0, "id")),
    "SkapaUtgava": ("utgåvans id", ("createEdition", "edition", "id")),
    "SkapaPerson": ("personens id", ("createContact", "contact", "id")),
}
"""Whose answers are copied from: what it is pasted over from then on, and where it stands."""


@dataclass(slots=True)
class Known:
    """What an editor knows by now: ids by what they are of, and the newest version of each."""

    ids: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def filled(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Fill in what is left open."""
        text = json.dumps(variables, ensure_ascii=False)
        said: dict[str, Any] = json.loads(PASTED.sub(lambda it: self.ids[it["what"]], text))
        if "version" in said:
            [id_] = said["id"] if isinstance(said["id"], list) else [said["id"]]
            seen = self.versions[id_]
            said["version"] = [seen] if isinstance(said["version"], list) else seen
        return said

    def read(self, name: str, data: Any) -> None:
        """Take from an answer what is of use later."""
        self.versions |= dict(_versions(data))
        if name in HANDED_ON:
            what, way = HANDED_ON[name]
            for step in way:
                data = data[step]
            self.ids[what] = data


def _versions(told: Any) -> Iterator[tuple[str, int]]:
    if isinstance(told, dict):
        if isinstance(told.get("id"), str) and isinstance(told.get("version"), int):
            yield told["id"], told["version"]
        told = list(told.values())
    if isinstance(told, list):
        for it in told:
            yield from _versions(it)


def came_of(data: Any) -> list[tuple[int, str]]:
    """Tell the version and status of the content that a change has answered with."""
    answers = [it for payload in data.values() for it in _answers(payload)]
    return [(it["version"], it["status"]) for it in answers if "version" in it]


def _answers(payload: Any) -> Iterator[Any]:
    """Give the content of a payload; what is no payload has none."""
    if not isinstance(payload, dict) or "errors" not in payload:
        return
    for name in payload.keys() - {"errors", "outlook", "person"}:
        found = payload[name]
        yield from found if isinstance(found, list) else [found]


def missing(data: Any) -> list[Any]:
    """Tell what is wrong with an answer: what was refused, what is not there, or all that is."""
    told = [it if isinstance(it, dict) else {} for it in data.values()]
    wrong = [it for it in data.values() if it is None]
    wrong += [it["errors"] for it in told if it.get("errors")]
    return wrong or [it for it in [data] if all(one.get("nodes") == [] for one in told)]
