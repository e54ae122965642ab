"""What every answer carries: a browser may not guess at its type, nor tell others where it was."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
LINES = [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]


class SafeHeaders:
    """Adds the headers to each answer of ``app``, whoever wrote it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *LINES]
            await send(message)

        await self.app(scope, receive, safely)
