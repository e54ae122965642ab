"""The website's commands: serve it, make a preview link, write what the API is to trust."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

import typer

from examples.website.documents import MANIFEST, manifest
from examples.website.previewing import PARAMETER, Preview, signed
from examples.website.serving import serve
from examples.website.settings import settings_or_exit
from examples.website.visits import address, split

commands = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@commands.command("serve")
def serve_website() -> None:
    """Show the website until it is stopped."""
    serve(settings_or_exit())


@commands.command()
def preview(
    path: Annotated[str, typer.Argument(help="The page: its path, or its whole address.")],
    hours: Annotated[float, typer.Option(min=0.1, max=24 * 90, help="How long it is good.")] = 72,
) -> None:
    """Print a link that shows drafts on one page, to whoever has it."""
    settings = settings_or_exit()
    secret = settings.preview_secret.get_secret_value()
    if not secret:
        raise typer.BadParameter("set WEBSITE_PREVIEW_SECRET, here and for the website")
    locale, plain = split(urlsplit(path).path)
    if not plain.startswith("/"):
        raise typer.BadParameter("write a path like /natverk/spraklust")
    until = Preview(datetime.now(UTC) + timedelta(hours=hours))
    link = address(locale, plain, **{PARAMETER: signed(secret, plain, until)})
    typer.echo(f"{settings.origin}{link}")


@commands.command("manifest")
def print_manifest(
    write: Annotated[bool, typer.Option("--write", help="Write persisted-documents.json.")] = False,
) -> None:
    """Print what the API is to trust: the documents of queries/ by their ids."""
    if write:
        MANIFEST.write_text(manifest(), "utf-8")
    else:
        typer.echo(manifest(), nl=False)


if __name__ == "__main__":
    commands()
