"""Pages of running text. The one at the path that is called home shows the networks as well."""

from collections.abc import Mapping
from typing import Any

from examples.website.outcomes import Missing, Moved
from examples.website.visits import Visit


def asked(visit: Visit) -> Mapping[str, Any]:
    """Ask for a page by its path; the site's root and what ends with a slash are elsewhere."""
    if visit.path in ("/", "/natverk", "/fokusomraden"):
        raise Moved(visit.home, for_good=False)
    if visit.path.endswith("/"):
        raise Moved(f"/{visit.path.strip('/')}")
    return {"path": visit.path, "home": visit.home}


def shown(visit: Visit, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Show the page; what the home page shows beside it is null for all others."""
    page = data["page"]
    if page is None:
        raise Missing
    if page["path"] != visit.path:
        raise Moved(page["path"])
    is_home = data["home"] is not None and data["home"]["id"] == page["id"]
    return {
        "title": page["title"],
        "about": page["lead"],
        "page": page,
        "home": _home(data) if is_home else None,
    }


def _home(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the networks of the latest edition first; there may be others, and no edition."""
    networks = data["networks"]["nodes"]
    edition = next(iter(data["editions"]["nodes"]), None)
    offered = [it for it in networks if edition and edition["id"] in _ids(it["editions"])]
    return {
        "edition": edition,
        "offered": offered,
        "others": [it for it in networks if it not in offered],
        "focus_areas": data["focusAreas"]["nodes"],
        "meetings": data["meetings"]["nodes"],
    }


def _ids(nodes: list[Mapping[str, Any]]) -> set[str]:
    return {it["id"] for it in nodes}
