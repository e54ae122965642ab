"""What a browser has to complain of while it shows our pages: nothing, unless a test means it to.

A request to another host, something that the content security policy forbids, a script that fails
and an error on the console are all told in the browser's words.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket

OURS = ("127.0.0.1", None)
"""The hosts that may be asked: this machine, and no host at all (``data:``, ``blob:``)."""


@dataclass
class Noticed:
    """The complaints so far, oldest first.

    It has no slots: Playwright keeps on it what it calls when something happens.
    """

    faults: list[str] = field(default_factory=list)

    def expect(self, *said: str) -> None:
        """Take out the complaints that a test has caused on purpose: one that holds each text."""
        for text in said:
            meant = next((it for it in self.faults if text in it), None)
            assert meant is not None, f"nothing says {text!r}: {self.faults}"
            self.faults.remove(meant)

    def listen(self, context: BrowserContext) -> None:
        """Hear of all that happens on the pages of a context, from now on."""
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("page", self._opened)

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _asked(self, request: Request) -> None:
        self._reached(request.url)

    def _connected(self, socket: WebSocket) -> None:
        self._reached(socket.url)

    def _reached(self, url: str) -> None:
        if urlsplit(url).hostname not in OURS:
            self.faults.append(f"asks another host: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def _failed(self, failure: WebError) -> None:
        self.faults.append(f"a script fails: {failure.error.message}")
