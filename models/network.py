"""Networks: colleagues who meet over a longer time to learn together, and who belongs to them."""

from typing import TYPE_CHECKING, ClassVar

from tortoise import fields

from models.content import Link, Relation, Titled, version_constraints
from models.fields import Localised, RichText
from models.indexes import link_indexes, version_indexes


class Network(Titled):
    lead = Localised(null=True)
    body = RichText(null=True)
    purpose = Localised(null=True)
    participants = Localised(null=True)
    prerequisites = Localised(null=True)
    links: fields.JSONField[list[dict[str, object]]] = fields.JSONField(default=list)
    position = fields.IntField()

    class Meta:
        table = "network"
        indexes = version_indexes("network", "position")
        constraints = version_constraints("network")


class NetworkLink(Link):
    """A relation of networks, whose targets list them in the editors' order."""

    carries: ClassVar[dict[str, str]] = {"position": "source_position"}

    source: fields.ForeignKeyRelation[Network] = fields.ForeignKeyField(
        "models.Network", related_name=False, on_delete=fields.CASCADE
    )
    source_position = fields.IntField()
    if TYPE_CHECKING:
        source_id: int

    class Meta:
        abstract = True


class NetworkContact(NetworkLink):
    class Meta:
        table = "network_contact"
        indexes = link_indexes("network_contact", "source_position")


class NetworkFocusArea(NetworkLink):
    class Meta:
        table = "network_focus_area"
        indexes = link_indexes("network_focus_area", "source_position")


class NetworkMember(NetworkLink):
    class Meta:
        table = "network_member"
        indexes = link_indexes("network_member", "source_position")


class NetworkEdition(NetworkLink):
    class Meta:
        table = "network_edition"
        indexes = link_indexes("network_edition", "source_position")


Network.relations = {
    "contacts": Relation(NetworkContact, "contact"),
    "focus_areas": Relation(NetworkFocusArea, "focus_area"),
    "members": Relation(NetworkMember, "organisation"),
    "editions": Relation(NetworkEdition, "edition"),
}
