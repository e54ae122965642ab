"""A focus area: its text, and the networks that belong to it.

The rule: one that has neither of them is a line on the networks' page, and no page of its own.
"""

from collections.abc import Mapping
from typing import Any

from examples.website.outcomes import Missing, Moved
from examples.website.visits import Visit


def has_page(area: Mapping[str, Any]) -> bool:
    """Tell whether there is more to read of a focus area than its title and summary."""
    return bool(area["body"] or area["networks"]["nodes"])


def asked(visit: Visit) -> Mapping[str, Any]:
    """Ask for a focus area by its address."""
    return {"slug": visit.given["slug"]}


def shown(visit: Visit, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Show the focus area."""
    area = data["focusArea"]
    if area is None or not has_page(area):
        raise Missing
    if area["slug"] != visit.given["slug"]:
        raise Moved(f"/fokusomraden/{area['slug']}")
    return {"title": area["title"], "about": area["summary"], "area": area}
