"""A network: what it is, whom to turn to, and its meetings, ten at a time."""

from collections.abc import Mapping
from typing import Any, Final

from examples.website.outcomes import Missing, Moved
from examples.website.visits import AFTER, BEFORE, Visit

SIZE: Final = 10


def asked(visit: Visit) -> Mapping[str, Any]:
    """Ask for a network by its address, and for a page of its meetings by a cursor."""
    after, before = visit.parameters[AFTER] or None, visit.parameters[BEFORE] or None
    page = {"last": SIZE, "before": before} if before else {"first": SIZE, "after": after}
    return {"slug": visit.given["slug"], **page}


def shown(visit: Visit, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Show the network, with the addresses of the pages before and after."""
    network = data["network"]
    if network is None:
        raise Missing
    if network["slug"] != visit.given["slug"]:
        raise Moved(f"/natverk/{network['slug']}")
    paging = network["upcoming"]["pageInfo"]
    newer = {BEFORE: paging["startCursor"]} if paging["hasPreviousPage"] else {}
    older = {AFTER: paging["endCursor"]} if paging["hasNextPage"] else {}
    nowhere = {AFTER: None, BEFORE: None}
    return {
        "title": network["title"],
        "about": network["lead"],
        "network": network,
        "newer": newer and visit.here(**{**nowhere, **newer}),
        "older": older and visit.here(**{**nowhere, **older}),
    }
