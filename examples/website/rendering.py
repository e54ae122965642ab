"""From what a page shows to HTML: Jinja2's templates, with the words of the visit's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from examples.website.dates import Dates
from examples.website.documents import FOLDER
from examples.website.focus_areas import has_page
from examples.website.meetings import notice
from examples.website.settings import Settings
from examples.website.visits import LOCALES, Visit
from examples.website.words import WORDS

STYLE: Final = (FOLDER / "static" / "website.css").read_bytes()
ICON: Final = (FOLDER / "static" / "icon.svg").read_bytes()

STYLE_ADDRESS: Final = f"/website.css?{sha256(STYLE).hexdigest()[:12]}"
"""It names what is in the file, so that browsers may keep it for good."""

_HEADING = re.compile(r"<(/?)h([2-5])>")


@dataclass(frozen=True, slots=True)
class Renderer:
    """The templates of a website with these settings."""

    settings: Settings
    environment: Environment

    def render(self, template: str, visit: Visit, shown: Mapping[str, Any]) -> str:
        """Write a page; ``since`` is there when it shows what the API said earlier."""
        words = WORDS[visit.locale]
        context = {
            "words": words,
            "dates": Dates(visit.locale, ZoneInfo(self.settings.time_zone)),
            "visit": visit,
            "locales": LOCALES,
            "settings": self.settings,
            "style": STYLE_ADDRESS,
            "read_date": date.fromisoformat,
            "read_time": datetime.fromisoformat,
            "since": None,
            "is_page": True,
            **shown,
        }
        return self.environment.get_template(template).render(context)


def renderer(settings: Settings) -> Renderer:
    """Make the renderer, with all templates compiled, so that no visitor waits for that.

    What a template asks for and does not get is an accident.
    """
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(demoted=demoted, has_page=has_page, notice=notice)
    for name in environment.list_templates():
        environment.get_template(name)
    return Renderer(settings, environment)


def demoted(html: str) -> Markup:
    """Put the headings of a text a level lower, to stand under one of ours."""
    return Markup(_HEADING.sub(lambda it: f"<{it[1]}h{int(it[2]) + 1}>", html))
