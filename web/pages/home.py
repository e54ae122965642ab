"""The page at ``/``: what this is, where to ask, and a first question to copy."""

import json
from html import escape
from shlex import quote
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse

from web.pages.frame import FOLDER, page

CONTENT = Template((FOLDER / "home.html").read_text("utf-8"))
QUERY = """{
  networks {
    nodes {
      title
      contacts { name }
    }
  }
}"""
EXPLORER = """<div><dt>Utforskaren</dt><dd><a href="explorer">explorer</a><br>\
<span class="soft">För dig som skriver och publicerar.</span></dd></div>
"""
BODY = json.dumps({"query": " ".join(QUERY.split())})


async def home(request: Request) -> HTMLResponse:
    """Greet, with the address that the visitor came by in what there is to copy."""
    graphql = f"{request.base_url}graphql"
    curl = f"curl {quote(graphql)} \\\n  -H 'Content-Type: application/json' \\\n  -d {quote(BODY)}"
    said = {"graphql": graphql, "query": QUERY, "curl": curl}
    explorer = "" if request.app.state.explorer == "off" else EXPLORER
    content = {name: escape(it) for name, it in said.items()} | {"explorer": explorer}
    return page("Knutpunkt", CONTENT.substitute(content))
