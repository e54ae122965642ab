"""Editions, as front-ends read them."""

from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.content import Connection, Content
from schema.fields import kept, linking, localised, value

if TYPE_CHECKING:
    from schema.network import Network


@strawberry.type(description="The networks as they are offered in one year.")
class Edition(Content):
    kept: ClassVar[Kept] = kept(models.Edition, "-year")

    year: int = value("year", "number", "The year, such as 2023.")
    title: str = localised("title", "Its name, such as “Nätverk 2023”.")
    intro: str | None = localised("intro", "What the year's networks are about.", nullable=True)
    networks: Connection[Annotated["Network", strawberry.lazy("schema.network")]] = linking(
        models.NetworkEdition, "The networks that are offered in it, in the editors' order."
    )
