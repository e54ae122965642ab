"""Secrets that let somebody in: 256 random bits under a prefix, known to the database by digest.

The prefix tells people, and the scanners that look for leaked secrets, what was found. A digest
needs no salt and no slow hash: nobody guesses 256 bits (NIST SP 800-63B, section 3.1.2.2).
"""

import re
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex


class Kind(StrEnum):
    """What a secret is for, by what it begins with."""

    SESSION = "kp_session_"
    TOKEN = "kp_token_"
    PREVIEW = "kp_preview_"
    LINK = "kp_link_"


_FORM = re.compile(r"(kp_[a-z]+_)[0-9a-f]{64}")


def new_secret(kind: Kind) -> str:
    """Make a secret; it is shown to whoever it is for, and kept nowhere."""
    return f"{kind}{token_hex(32)}"


def digest_of(secret: str) -> str:
    """Give what the database knows a secret by: its SHA-256, in hexadecimal."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def is_such(secret: str, *kinds: Kind) -> bool:
    """Tell whether a text has the form of a secret of these kinds; no database is asked."""
    found = _FORM.fullmatch(secret)
    return found is not None and found[1] in kinds
