"""The few pages that people see: one frame and one style sheet, in the page itself.

A page loads nothing and runs nothing: its content security policy lets in the style by its
digest, the icon as data, and nothing else from anywhere.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

FOLDER = Path(__file__).parent
FRAME = Template((FOLDER / "page.html").read_text("utf-8"))
STYLE = (FOLDER / "page.css").read_text("utf-8")
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
FORM_POLICY = POLICY.replace("form-action 'none'", "form-action 'self'")
HEAD = '<meta name="referrer" content="strict-origin">\n'
"""A form says which site it stands on, and nothing more of its address: that may hold a secret."""


def page(title: str, content: str, status: int = 200) -> HTMLResponse:
    """Frame ``content``, which is HTML, under ``title``, which is text."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
    return HTMLResponse(framed(title, content, ""), status, headers)


def form_page(title: str, content: str, status: int = 200) -> HTMLResponse:
    """Frame what has forms, whose answers go to this site; it is for one person's eyes."""
    headers = {"Content-Security-Policy": FORM_POLICY, "Cache-Control": "private, no-store"}
    return HTMLResponse(framed(title, content, HEAD), status, headers)


def framed(title: str, content: str, head: str) -> str:
    """Put ``content``, and what is to stand in the ``head``, into the frame."""
    return FRAME.substitute(title=escape(title), style=STYLE, content=content, head=head)
