"""What a client has already: strong tags of bytes, and who need not be sent them again.

RFC 9110, sections 8.8.3 and 13.1.2. A proxy that compresses weakens a tag, so tags that clients
name are compared weakly.
"""

from hashlib import sha256

NO_CACHE = b"no-cache"
"""Keep it, but ask before each use: so nothing that is kept is ever stale."""


def etag_of(*parts: bytes) -> bytes:
    """Give the tag of what these bytes make up together."""
    return b'"%s"' % sha256(b"\n".join(parts)).hexdigest()[:32].encode()


def is_known(if_none_match: bytes, etag: bytes) -> bool:
    """Tell whether the header names the tag, or any."""
    told = {tag.strip(b" \t").removeprefix(b"W/") for tag in if_none_match.split(b",")}
    return bool({etag, b"*"} & told)
