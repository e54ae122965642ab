"""The nouns: every type of content, a line each. A new one is told here and in ``query.py``."""

from typing import Any

from schema.contact import Contact
from schema.edition import Edition
from schema.focus_area import FocusArea
from schema.meeting import MEETING_INPUTS, Meeting
from schema.meeting_filters import MEETING_FILTERS
from schema.meeting_series import MeetingSeries
from schema.network import Network
from schema.organisation import Organisation
from schema.page import Page

NOUNS = (
    Contact,
    Edition,
    FocusArea,
    Meeting,
    MeetingSeries,
    Network,
    Organisation,
    Page,
)

INPUTS: dict[type, dict[str, tuple[Any, Any]]] = {
    Meeting: MEETING_INPUTS,
    MeetingSeries: MEETING_INPUTS,
}
"""What can be said of some of them beside what their types tell."""

FILTERS: dict[type, dict[str, tuple[Any, Any]]] = {Meeting: MEETING_FILTERS}
"""What some of them can be asked for beside what is derived from their fields."""
