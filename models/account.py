"""Accounts: the people who may do more than visitors, and which part each of them has.

An administrator who has not said who they are yet has no e-mail address and no password. What
lets somebody in is nowhere in the database: passwords as argon2id, all else as SHA-256.
"""

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from models.content import one_of
from models.entry import new_id
from models.fields import Code, Instant
from models.indexes import Partial


class Role(StrEnum):
    """The part somebody has; ``services/policy.py`` says what each may do.

    ``PREVIEW`` is for tokens only: it shows drafts to somebody who has no account.
    """

    PREVIEW = "PREVIEW"
    STAFF = "STAFF"
    WRITER = "WRITER"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"


PEOPLE = tuple(role for role in Role if role is not Role.PREVIEW)
"""The roles that an account can have."""


class Account(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    email = fields.CharField(max_length=254, null=True)
    email_key = Code(max_length=254, null=True)
    name = fields.CharField(max_length=200)
    password = fields.TextField(null=True)
    role = fields.CharEnumField(Role, max_length=20)
    created_at = Instant()
    disabled_at = Instant(null=True)

    class Meta:
        table = "account"
        indexes = [Partial(fields=["email_key"], name="account_email", unique=True)]
        constraints = [
            one_of("account", "role", PEOPLE),
            CheckConstraint(
                check="password IS NULL OR email_key IS NOT NULL", name="account_password_reachable"
            ),
            CheckConstraint(
                check="(email IS NULL) = (email_key IS NULL)", name="account_email_keyed"
            ),
        ]


class Session(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = Code(max_length=64)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    account_id: UUID
    created_at = Instant()
    seen_at = Instant()
    expires_at = Instant()

    class Meta:
        table = "session"
        indexes = [
            Partial(fields=["digest"], name="session_digest", unique=True),
            Partial(fields=["account_id"], name="session_account"),
            Partial(fields=["expires_at"], name="session_expiry"),
        ]


class SignInLink(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = Code(max_length=64)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    account_id: UUID
    expires_at = Instant()

    class Meta:
        table = "sign_in_link"
        indexes = [
            Partial(fields=["digest"], name="sign_in_link_digest", unique=True),
            Partial(fields=["account_id"], name="sign_in_link_account"),
        ]
