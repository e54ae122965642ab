"""The nouns: every table of content, each behind all that it leads to."""

import models
from models.content import Content

NOUNS: tuple[type[Content], ...] = (
    models.FocusArea,
    models.Contact,
    models.Organisation,
    models.Edition,
    models.Network,
    models.MeetingSeries,
    models.Meeting,
    models.Page,
)

BY_KIND: dict[str, type[Content]] = {str(noun._meta.db_table): noun for noun in NOUNS}
"""The nouns by their kind, which is the name of their table."""
