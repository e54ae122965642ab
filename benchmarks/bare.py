"""A bare endpoint under uvicorn: it reads the request's body and sends the bytes it was given.

What it costs is what any application in Python costs here before it does anything.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn

Message = dict[str, Any]


def main() -> None:
    """Serve the bytes in the file ``ANSWER`` on ``PORT``, with uvicorn as we start it."""
    body = Path(os.environ["ANSWER"]).read_bytes()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]

    async def app(
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    port = int(os.environ["PORT"])
    uvicorn.run(app, port=port, lifespan="off", log_config=None, access_log=False)


if __name__ == "__main__":
    main()
