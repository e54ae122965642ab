"""Accounts: the people who may do more than visitors, and which part each of them has."""

from enum import StrEnum


class Role(StrEnum):
    """The part somebody has; ``services/policy.py`` says what each may do.

    ``PREVIEW`` is for tokens only: it shows drafts to somebody who has no account.
    """

    PREVIEW = "PREVIEW"
    STAFF = "STAFF"
    WRITER = "WRITER"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"
