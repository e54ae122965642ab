"""The explorer at ``/explorer``: GraphiQL for editors, or a small page where it is not built.

The rules: it loads what this server has and nothing else; what it must know stands in the page as
JSON, so that no script is in the page itself. Files are named by their digest and kept for good.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final, Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from services.clocks.zones import zone_of
from services.policy import Right, permitted
from services.view import Viewer
from web.clock import moment
from web.headers import combined
from web.identity.identifying import identified
from web.identity.sign_in_pages import ROLES, sign_in_page
from web.pages.frame import FOLDER, FORM_POLICY, HEAD, framed
from web.pages.saved_operations import saved_operations

Opening = Literal["signed-in", "all", "off"]
"""Who may open the explorer: whoever is signed in, everybody, or nobody."""

BUILT: Final = FOLDER.parent.parent / "explorer" / "built"
PAGE: Final = Template((FOLDER / "explorer.html").read_text("utf-8"))
PLAIN: Final = Template((FOLDER / "plain_explorer.html").read_text("utf-8"))
PLAIN_SCRIPT: Final = FOLDER / "plain_explorer.js"

CLOCKS: Final = "Europe/Stockholm"
"""Where editors are, whose year the saved operations are filled in by."""

TITLE: Final = "Utforskaren – Knutpunkt"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Monaco writes the styles of what it shows
        "worker-src 'self'",
        "connect-src 'self'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PLAIN_POLICY: Final = f"{FORM_POLICY}; script-src 'self'; connect-src 'self'"
TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
FOR_GOOD: Final = "public, max-age=31536000, immutable"


def explorer_routes(opening: Opening) -> list[Route]:
    """Lead to the explorer and its files, unless it is switched off."""
    if opening == "off":
        return []
    return [
        Route("/explorer", explorer(opening)),
        Route("/explorer/plain.js", plain_script),
        Route("/explorer/assets/{name}", asset),
    ]


def explorer(opening: Opening) -> Callable[[Request], Awaitable[Response]]:
    """Show the explorer, or to whoever may not open it yet, the form to sign in by."""

    async def answer(request: Request) -> Response:
        viewer = (await identified(request.scope, combined(request.scope["headers"]))).viewer
        if opening != "all" and viewer.account is None:
            return sign_in_page({"next": "explorer"})
        today = moment(request.scope).astimezone(zone_of(CLOCKS))
        return explorer_page(viewer, BUILT, today.year)

    return answer


def explorer_page(viewer: Viewer, built: Path, year: int) -> HTMLResponse:
    """Make the page for a year, of what was built or else without it."""
    manifest = _manifest(built)
    known = {
        "viewer": _named(viewer),
        "mayReadDrafts": permitted(viewer, Right.READ_DRAFTS),
        "operations": [asdict(it) for it in saved_operations(year + 1)],
        "assets": manifest,
    }
    said = {"configuration": _inside_html(known)}
    if manifest is None:
        page, policy = framed(TITLE, PLAIN.substitute(said), HEAD), PLAIN_POLICY
    else:
        files = {name: escape(it) for name, it in manifest.items()}
        page, policy = PAGE.substitute(said, title=TITLE, head=HEAD, **files), POLICY
    headers = {"Content-Security-Policy": policy, "Cache-Control": "private, no-store"}
    return HTMLResponse(page, headers=headers)


async def asset(request: Request) -> Response:
    """Send a file that was built, compressed if the browser takes that."""
    return sent(BUILT / request.path_params["name"], request.headers.get("accept-encoding", ""))


def sent(file: Path, accepted: str) -> FileResponse:
    """Send a built file, or the compressed one beside it; raises ``HTTPException`` with 404."""
    kind = TYPES.get(file.suffix)
    if kind is None or not file.is_file():
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    headers["Content-Security-Policy"] = POLICY  # a worker brings its own
    packed = file.with_name(f"{file.name}.gz")
    if "gzip" in accepted and packed.is_file():
        file, headers["Content-Encoding"] = packed, "gzip"
    return FileResponse(file, headers=headers, media_type=kind)


async def plain_script(_: Request) -> Response:
    """Send the script of the small page."""
    return FileResponse(
        PLAIN_SCRIPT, headers={"Cache-Control": "no-cache"}, media_type="text/javascript"
    )


def _manifest(built: Path) -> Mapping[str, str] | None:
    """Tell which files were built, by what they are for; none when nothing was."""
    try:
        found: Mapping[str, str] = json.loads((built / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return found


def _named(viewer: Viewer) -> Mapping[str, str] | None:
    if viewer.account is None:
        return None
    role = ROLES[str(viewer.role)]
    return {"key": str(viewer.account), "name": viewer.name, "role": role}


def _inside_html(value: Any) -> str:
    """Write JSON that ends no element (HTML, section 4.12.1.3)."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
