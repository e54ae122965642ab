"""What is kept: tables, one file a noun. Imports nothing of ours from the floors above.

This is their index: a table that is not imported here is not there.
"""

from models.account import Account, Session, SignInLink
from models.api_token import ApiToken
from models.bookmark import Bookmark
from models.contact import Contact
from models.document import ManifestLine, TrustedDocument
from models.due import Due
from models.edition import Edition
from models.entry import Entry
from models.event import Event
from models.focus_area import FocusArea
from models.meeting import Meeting, MeetingContact, MeetingNetwork
from models.meeting_series import (
    MeetingSeries,
    MeetingSeriesContact,
    MeetingSeriesNetwork,
)
from models.network import (
    Network,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
)
from models.organisation import Organisation
from models.page import Page
from models.receipt import Receipt
