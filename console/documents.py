"""What is done about trusted documents from a terminal: loaded, listed, and trusted no longer."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from resolvers.loading import Manifest, listed, load_manifest, remove
from schema import built
from services.database.migrating import migrated
from services.policy import Allowance
from settings import Settings, settings_or_exit

documents = typer.Typer(
    help="Trusted documents: what front-ends are known to ask.", no_args_is_help=True
)

Named = Annotated[str | None, typer.Option("--manifest", help="What the front-end is called here.")]


@documents.command("load")
def load_documents(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Codegen's, Relay's or Apollo's.")
    ],
    manifest: Named = None,
    replace: Annotated[
        bool, typer.Option(help="Trust nothing else that --manifest had before.")
    ] = False,
) -> None:
    """Trust the documents that a front-end's build has listed in a file."""
    if replace and manifest is None:
        raise typer.BadParameter("say with --manifest which front-end's documents to replace")
    said = Manifest(manifest or file.stem, file.read_bytes())
    told = asyncio.run(_load(settings_or_exit(), said, replace=replace))
    typer.echo(told)


@documents.command("list")
def list_documents(manifest: Named = None) -> None:
    """List trusted documents: manifest, id, operations, when loaded, and what is wrong now."""
    for line in asyncio.run(_listed(settings_or_exit(), manifest)):
        typer.echo(line)


@documents.command("remove")
def remove_documents(
    document: Annotated[str, typer.Argument(help="A document's id, as `list` tells it.")] = "",
    manifest: Named = None,
) -> None:
    """Trust one document no longer, or none of a manifest."""
    if bool(document) == bool(manifest):
        raise typer.BadParameter("name either a document's id, or with --manifest all of one")
    number = asyncio.run(_remove(settings_or_exit(), document, manifest))
    if not number:
        typer.echo(f"Nothing trusted is called {document or manifest}: see `list`.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{number} ids removed.")


async def _load(settings: Settings, manifest: Manifest, *, replace: bool) -> str:
    allowance = Allowance(settings.visitor_cost, settings.editor_cost)
    async with migrated(settings.database_url) as store:
        loaded, dear = await load_manifest(
            built(),
            store,
            manifest,
            datetime.now(UTC),
            allowance,
            replace=replace,
            bounds=settings.bounds,
        )
    for said in dear:
        typer.echo(said, err=True)
    told = f"{loaded.added} ids added, {loaded.known} known already"
    return f"{manifest.name}: {told}, {loaded.removed} removed."


async def _listed(settings: Settings, manifest: str | None) -> list[str]:
    async with migrated(settings.database_url):
        return await listed(built(), manifest, settings.bounds)


async def _remove(settings: Settings, document: str, manifest: str | None) -> int:
    async with migrated(settings.database_url) as store:
        return await remove(store, manifest=manifest, document_id=document)
