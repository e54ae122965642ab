"""Documents that are asked by an id: those that are trusted, and those that strangers registered.

The rule: no statement for a trusted document that is known, and nothing that strangers send moves
one out of memory. What is loaded is found at once; what is removed, or stands for another text, is
seen ``FRESH`` seconds later at most, in every process.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from resolvers.documents import Document, Faulty, plans_of
from resolvers.recent import Recent, Tally
from services.database.storage import Store
from services.documents.document_ids import digest_of
from services.documents.trusting import find
from services.errors import Fault, Refused, forbidden

FRESH = 10.0
"""For how many seconds a trusted document is taken to be still what it was."""

DOCUMENTS, CHARACTERS = 2_000, 8_000_000
"""How many trusted documents are in memory, and how long they may be together."""

REGISTERED, CHARACTERS_REGISTERED = 1_000, 4_000_000
"""How many texts that strangers registered are in memory, and how long they may be together."""


Read = Callable[[str], Document | Faulty]


@dataclass(slots=True)
class Known:
    """What an id led to when it was looked up last, in seconds of the clock."""

    digest: str
    document: Document | Faulty
    looked: float


class Trusted:
    """The trusted documents that were asked last, by each id that they were asked by."""

    def __init__(self, read: Read, store: Store, clock: Callable[[], float] = monotonic) -> None:
        self.tally = Tally()
        self._read = read
        self._store = store
        self._clock = clock
        self._known: Recent[str, Known] = Recent(DOCUMENTS, CHARACTERS)

    async def named(self, document_id: str) -> Document | Faulty:
        """Give the document of an id; raises ``Refused`` in words that Apollo's clients know."""
        found = await self._get(document_id)
        if found is None:
            raise Refused(Fault("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"))
        return found

    async def of_text(self, text: str) -> Document | Faulty:
        """Give the document of a text; raises ``Refused`` unless it is trusted."""
        found = await self._get(digest_of(text))
        if found is None:
            raise forbidden(
                "Visitors are answered only the documents that the operator has loaded here; "
                "this is none of them. Send one of yours as it was built, or ask to have it loaded."
            )
        return found

    def __len__(self) -> int:
        return len(self._known)

    def plans(self) -> int:
        """Count the plans that are kept with the documents."""
        return sum(plans_of(it.document) for it in self._known if isinstance(it.document, Document))

    async def _get(self, document_id: str) -> Document | Faulty | None:
        self.tally.asked += 1
        known, now = self._known.get(document_id), self._clock()
        if known is not None and now - known.looked < FRESH:
            return known.document
        self.tally.made += 1
        if known is not None:
            known.looked = now  # who asks meanwhile need not look as well
        try:
            found = await find(self._store, document_id)
        except BaseException:
            self._known.drop(document_id)
            raise
        if found is None:
            self._known.drop(document_id)
            return None
        if known is None or known.digest != found.id:
            document = self._read(found.text)
            known = Known(found.id, document, now)
            self._known.put(document_id, known, len(found.text))
        return known.document


class Registered:
    """Texts by their digest, as Apollo's clients register them; forgotten when there are others."""

    def __init__(self) -> None:
        self._texts: Recent[str, str] = Recent(REGISTERED, CHARACTERS_REGISTERED)

    def get(self, document_id: str) -> str | None:
        """Give the text that was registered."""
        return self._texts.get(document_id)

    def keep(self, document_id: str, text: str) -> None:
        """Keep a text under its digest; whoever calls has seen that it is."""
        self._texts.put(document_id, text, len(text))
