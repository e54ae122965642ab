"""Asking the API: one GET a page, by the id of a trusted document.

The rule: an answer is never older than the moment it was asked for, unless the API is away. What
was kept is asked after by its ETag; when there is no answer within ``patience`` seconds it is
shown as what it is, and the question goes on by itself, so that the next visitor has the new
answer.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from examples.website.documents import document_id
from examples.website.keeping import Copy, Kept
from examples.website.outcomes import Away, Missing

log = logging.getLogger(__name__)

Data = dict[str, Any]
Clock = Callable[[], datetime]

ACCEPTED = "application/graphql-response+json"
LOADING = "load persisted-documents.json with `commands.py documents load`"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API says; ``since`` is when it last did, if that is not now."""

    data: Data
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """The API behind a client; ``preview_token`` reads drafts. ``asking`` is what is under way."""

    client: httpx.AsyncClient
    kept: Kept
    patience: float
    preview_token: str
    now: Clock
    asking: dict[str, asyncio.Task[Copy]] = field(default_factory=dict)

    async def ask(self, name: str, variables: Mapping[str, Any]) -> Answer:
        """Answer a question; raises ``Away`` if nobody can, ``Missing`` if it makes no sense."""
        address = _address(name, variables)
        copy = self.kept.get(address, self.now())
        task = self.asking.get(address) or self._begin(address, copy)
        await asyncio.wait({task}, timeout=self.patience if copy else None)
        if task.done():
            try:
                return Answer(_data(task.result()))
            except Away as error:
                log.warning("The API is away: %s", error)
        if copy is None:
            raise Away("nothing is kept")
        return Answer(_data(copy), copy.seen)

    async def preview(self, name: str, variables: Mapping[str, Any]) -> Answer:
        """Answer with drafts; nothing of it is kept."""
        address = _address(name, {**variables, "drafts": True})
        authorization = {"Authorization": f"Bearer {self.preview_token}"}
        return Answer(_data(await self._fetch(address, None, authorization)))

    def _begin(self, address: str, copy: Copy | None) -> asyncio.Task[Copy]:
        """Ask once for all who want to know the same at the same time."""
        task = asyncio.create_task(self._renewed(address, copy))
        self.asking[address] = task
        task.add_done_callback(lambda _: self._ended(address, task))
        return task

    def _ended(self, address: str, task: asyncio.Task[Copy]) -> None:
        del self.asking[address]
        if not task.cancelled():
            task.exception()  # whoever has gone on without it need not hear of it

    async def _renewed(self, address: str, copy: Copy | None) -> Copy:
        known = {"If-None-Match": copy.etag} if copy else {}
        found = await self._fetch(address, copy, known)
        if next(iter(_data(found).values())) is None:  # what the page is about is asked first
            self.kept.drop(address)
        else:
            self.kept.put(address, found)
        return found

    async def _fetch(self, address: str, copy: Copy | None, headers: Mapping[str, str]) -> Copy:
        try:
            response = await self.client.get(address, headers={"Accept": ACCEPTED, **headers})
        except httpx.HTTPError as error:
            raise Away(f"{type(error).__name__} {error}") from None
        if response.status_code == httpx.codes.NOT_MODIFIED and copy is not None:
            return Copy(copy.body, copy.etag, self.now())
        if response.status_code != httpx.codes.OK:
            raise _fault(response)
        return Copy(response.content, response.headers.get("ETag", ""), self.now())


def _address(name: str, variables: Mapping[str, Any]) -> str:
    said = json.dumps(variables, separators=(",", ":"), sort_keys=True)
    return f"/graphql?{urlencode({'documentId': document_id(name), 'variables': said})}"


def _data(copy: Copy) -> Data:
    try:
        data: Data = json.loads(copy.body)["data"]
    except (ValueError, KeyError, TypeError):
        raise Away("what answers is no GraphQL") from None
    return data


def _fault(response: httpx.Response) -> Exception:
    """Tell a question that makes no sense, by what stood in an address, from all other faults."""
    try:
        [error, *_] = response.json()["errors"]
        code, said = error["extensions"]["code"], error["message"]
    except (ValueError, KeyError, TypeError):
        return Away(f"status {response.status_code}")
    if code == "BAD_USER_INPUT":
        return Missing(said)
    hint = f"; {LOADING}" if code == "PERSISTED_QUERY_NOT_FOUND" else ""
    return Away(f"status {response.status_code}, {code}: {said}{hint}")
