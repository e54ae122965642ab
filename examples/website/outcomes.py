"""Why an address does not lead to its page; each is shown as a page that says what to do.

* Missing   there is no such thing, or none that is public: 404
* Moved     it is elsewhere now: 308, or 307 if only for now
* Refused   a preview link that is forged (403), has expired (410) or cannot be used here (404)
* Away      the API does not answer, and nothing is kept of what it said: 503
"""


class Missing(Exception):
    """There is no such page."""


class Moved(Exception):
    """The page is at ``path`` now, which has no language in it, with some parameters changed."""

    def __init__(self, path: str, *, for_good: bool = True, **changed: str) -> None:
        super().__init__(path)
        self.path = path
        self.for_good = for_good
        self.changed = changed


class Refused(Exception):
    """A preview link is not followed; ``why`` is among the words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Away(Exception):
    """The API gives no answer that could be shown; the message says why, for the log."""
