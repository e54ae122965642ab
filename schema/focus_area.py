"""Focus areas, as front-ends read them."""

from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.content import Connection, Content, RichText
from schema.fields import kept, linking, localised, rich, value

if TYPE_CHECKING:
    from schema.network import Network


@strawberry.type(description="A focus area of the region's library development.")
class FocusArea(Content):
    kept: ClassVar[Kept] = kept(models.FocusArea, "position")

    title: str = localised("title", "Its name.")
    summary: str | None = localised("summary", "What it is about, in a sentence.", nullable=True)
    body: RichText | None = rich("body", "What it is about.")
    position: int = value("position", "number", "Its place in the editors' order, from 1.")
    networks: Connection[Annotated["Network", strawberry.lazy("schema.network")]] = linking(
        models.NetworkFocusArea, "The networks that belong to it, in the editors' order."
    )
