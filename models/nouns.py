"""The nouns: every table of content, each after all that it leads to."""

from models.contact import Contact
from models.content import Content
from models.edition import Edition
from models.focus_area import FocusArea
from models.meeting import Meeting
from models.meeting_series import MeetingSeries
from models.network import Network
from models.organisation import Organisation
from models.page import Page

NOUNS: tuple[type[Content], ...] = (
    FocusArea,
    Contact,
    Organisation,
    Edition,
    Network,
    MeetingSeries,
    Meeting,
    Page,
)

BY_KIND: dict[str, type[Content]] = {str(noun._meta.db_table): noun for noun in NOUNS}
"""The nouns by their kind, which is the name of their table."""
