"""What search engines are told: what to leave alone, and where all is that there is to read."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import Response

from examples.website.focus_areas import has_page
from examples.website.outcomes import Away
from examples.website.previewing import PARAMETER
from examples.website.sites import KEPT, LATER, Site
from examples.website.visits import LOCALES, NETWORK, address

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


async def robots(request: Request) -> Response:
    """Tell robots (RFC 9309) not to turn the leaves of each network's calendar."""
    site: Site = request.app.state.site
    hidden = [f"Disallow: /*{name}=" for name in (NETWORK, PARAMETER)]
    lines = ["User-agent: *", *hidden, f"Sitemap: {site.settings.origin}/sitemap.xml", ""]
    return Response("\n".join(lines), media_type="text/plain", headers=KEPT)


async def sitemap(request: Request) -> Response:
    """List all pages in both languages, as sitemaps.org says."""
    site: Site = request.app.state.site
    try:
        answer = await site.api.ask("Sitemap", {})
    except Away:
        return Response(status_code=503, headers=LATER)
    origin = site.settings.origin
    urls = "".join(_url(origin, path, changed) for path, changed in _listed(answer.data))
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SPACES}>\n{urls}</urlset>\n'
    return Response(xml, media_type="application/xml", headers=KEPT)


def _listed(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the path of each page, and when what it shows was saved."""
    for page in data["pages"]["nodes"]:
        yield page["path"], page["savedAt"]
    for area in filter(has_page, data["focusAreas"]["nodes"]):
        yield f"/fokusomraden/{area['slug']}", area["savedAt"]
    for network in data["networks"]["nodes"]:
        yield f"/natverk/{network['slug']}", network["savedAt"]
    for meeting in data["meetings"]["nodes"]:
        yield f"/traffar/{meeting['slug']}", meeting["savedAt"]


def _url(origin: str, path: str, changed: str) -> str:
    places = {locale: origin + address(locale, path) for locale in LOCALES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale}" href={quoteattr(place)}/>'
        for locale, place in places.items()
    )
    return "".join(
        f"<url><loc>{escape(place)}</loc><lastmod>{changed}</lastmod>{links}</url>\n"
        for place in places.values()
    )
