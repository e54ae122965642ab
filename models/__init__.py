"""What is kept: tables, one file a noun. Imports nothing of ours from the floors above."""

from models.contact import Contact
from models.edition import Edition
from models.entry import Entry
from models.focus_area import FocusArea
from models.meeting import Meeting, MeetingContact, MeetingNetwork
from models.network import (
    Network,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
)
from models.organisation import Organisation
from models.page import Page

__all__ = [
    "Contact",
    "Edition",
    "Entry",
    "FocusArea",
    "Meeting",
    "MeetingContact",
    "MeetingNetwork",
    "Network",
    "NetworkContact",
    "NetworkEdition",
    "NetworkFocusArea",
    "NetworkMember",
    "Organisation",
    "Page",
]
