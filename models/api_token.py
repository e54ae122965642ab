"""API tokens: what programs show instead of a password; those of previews read drafts only."""

from tortoise import fields
from tortoise.models import Model

from models.account import Role
from models.content import one_of
from models.entry import new_id
from models.fields import Code, Instant
from models.indexes import Partial


class ApiToken(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = Code(max_length=64)
    name = fields.CharField(max_length=200)
    role = fields.CharEnumField(Role, max_length=20)
    created_at = Instant()
    expires_at = Instant()
    used_at = Instant(null=True)
    revoked_at = Instant(null=True)

    class Meta:
        table = "api_token"
        indexes = [Partial(fields=["digest"], name="api_token_digest", unique=True)]
        constraints = [one_of("api_token", "role", Role)]
