"""Preview links: an address of the website with a signature, good for one page and for some time.

Whoever has the link sees drafts on that page, in both languages. The signature is an HMAC (RFC
2104) with SHA-256 of the path and the moment until which it is good.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from examples.website.outcomes import Refused

PARAMETER: Final = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """The right to see drafts until a moment."""

    until: datetime


def signed(secret: str, path: str, preview: Preview) -> str:
    """Write the parameter that opens the page at ``path``, which has no language in it."""
    until = str(int(preview.until.timestamp()))
    return f"{until}.{_signature(secret, path, until)}"


def opened(secret: str, path: str, parameter: str, now: datetime) -> Preview:
    """Read a link's parameter; raises ``Refused`` if it is not good, or not any more."""
    if not secret:
        raise Refused(404, "no_previews")
    until, _, signature = parameter.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(secret, path, until).encode()):
        raise Refused(403, "bad_preview")
    preview = Preview(datetime.fromtimestamp(int(until), UTC))
    if preview.until <= now:
        raise Refused(410, "old_preview")
    return preview


def _signature(secret: str, path: str, until: str) -> str:
    digest = hmac.digest(secret.encode(), f"{path}\n{until}".encode(), sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
