"""What is made of the sources from a terminal, by those who develop or install."""

import asyncio
from typing import Annotated

import typer

from console.building import NotBuilt, build
from schema import PRINTED, RELEASED, printed
from services.database.migrating import draft
from settings import CHECKOUT


def build_explorer() -> None:
    """Build the explorer; the first time, what it is made of is fetched from npm."""
    try:
        build(lambda step: typer.echo(step, err=True))
    except NotBuilt as problem:
        typer.echo(f"The explorer cannot be built: {problem}", err=True)
        raise typer.Exit(1) from None
    typer.echo("The explorer is built.")


def print_schema(
    write: Annotated[bool, typer.Option(help="Write schema/schema.graphql instead.")] = False,
    release: Annotated[
        bool, typer.Option(help="For a release: later schemas are compared with this one.")
    ] = False,
) -> None:
    """Print the GraphQL schema, sorted."""
    if release:
        RELEASED.write_text(printed(), "utf-8")
    elif write:
        PRINTED.write_text(printed(), "utf-8")
    else:
        typer.echo(printed(), nl=False)


def make_migration(
    name: Annotated[str, typer.Argument(help="What changes, such as: meeting gets a photo.")],
) -> None:
    """For developers: write the migration that the changed models need; read it before use."""
    path = asyncio.run(draft(name))
    typer.echo(str(path.relative_to(CHECKOUT)) if path else "The models have not changed.")
