"""Pages, as front-ends read them."""

from typing import ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.content import Content, Link, RichText
from schema.fields import kept, listed, localised, rich, text


@strawberry.type(description="A page of running text on the website.")
class Page(Content):
    kept: ClassVar[Kept] = kept(models.Page, "path")

    path: str = text("path", "Its path on the website, such as `/natverk-for-bibliotekspersonal`.")
    title: str = localised("title", "Its heading.")
    lead: str | None = localised("lead", "What comes first, set off from the rest.", nullable=True)
    body: RichText | None = rich("body", "What it says.")
    links: list[Link] = listed("links", "Where it leads on to, in the editors' order.")
