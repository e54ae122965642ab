"""What a form of ours sends: a few short texts, from a page of ours and no other.

The rule: a form that changes something is taken only from a page of this site, so that no other
site signs anybody in or out.
"""

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from web.headers import combined
from web.origins import from_own_page

KIND = "application/x-www-form-urlencoded"
MOST = 20_000
"""Bytes of a form."""

FIELDS = 20
PATIENCE = 10.0
"""Seconds in which it must have come."""


async def read_form(request: Request) -> Mapping[str, str]:
    """Read a form; raises ``HTTPException`` with 400, 403, 408, 413 or 415."""
    if not from_own_page(combined(request.scope["headers"])):
        raise HTTPException(403, "This form can only be sent from a page of this site")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != KIND:
        raise HTTPException(415, f"Send the form as {KIND}")
    body = await _body(request)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        raise HTTPException(400, "The form cannot be read") from None


async def _body(request: Request) -> bytes:
    chunks, size = [], 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                chunks.append(chunk)
                size += len(chunk)
                if size > MOST:
                    raise HTTPException(413, f"A form may have {MOST} bytes at most")
    except TimeoutError:
        raise HTTPException(408, "The form took too long to come") from None
    return b"".join(chunks)
