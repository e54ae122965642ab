"""A day at work with the saved operations: in which order they are run, and how ids are handed on.

A text such as ``«mötets id»`` in variables is for an editor to paste over, with what an earlier
operation has told.
"""

import json
import re
from collections.abc import Iterator
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
    "SkapaPerson": ("personens id", ("createContact", "contact", "id")),
}
"""Whose answers are copied from: what it is pasted over from then on, and where it stands."""


def pasted(variables: Any, known: dict[str, str]) -> Any:
    """Put what has been copied in the place of what stands for it."""
    text = json.dumps(variables, ensure_ascii=False)
    return json.loads(PASTED.sub(lambda it: known[it["what"]], text))


def copied(name: str, data: Any) -> Iterator[tuple[str, str]]:
    """Tell what an editor copies from an answer."""
    if name in HANDED_ON:
        what, way = HANDED_ON[name]
        for step in way:
            data = data[step]
        yield what, data


def came_of(data: Any) -> list[tuple[int, str]]:
    """Tell the version and status of the content that a change has answered with."""
    answers = [it for payload in data.values() for it in _answers(payload)]
    return [(it["version"], it["status"]) for it in answers]


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
