"""Whatever is sent on a socket, the close says what is wrong with it, and nothing is logged."""

import asyncio
import logging

import pytest

from server import create_app
from settings import Settings
from tests.web.malformed_messages import Malformed, all_messages
from tests.web.sockets import NETWORKS, end, greeted, heard, say, serving, subscribe

AT_ONCE = 20


async def test_no_malformed_message_is_taken_and_each_is_told_why(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    messages = list(all_messages())
    caplog.set_level(logging.WARNING)

    async with serving(create_app(Settings(database_url=database))) as url:
        slots = asyncio.Semaphore(AT_ONCE)
        wrong = [
            it for it in await asyncio.gather(*(sent(url, it, slots) for it in messages)) if it
        ]
        async with greeted(url) as socket:
            await say(socket, subscribe("1", NETWORKS))
            after = await heard(socket)

    assert wrong == []
    assert len(messages) > 140
    assert after["payload"] == {"data": {"networks": {"totalCount": 0}}}
    assert caplog.records == []


async def sent(url: str, message: Malformed, slots: asyncio.Semaphore) -> str:
    """Send a message after greeting; tell what is wrong with how it ended, if anything is."""
    async with slots, greeted(url) as socket:
        await socket.send(message.sent, text=message.text)
        code, reason = await end(socket)
    fine = code == message.code and 5 < len(reason.encode()) <= 123
    return "" if fine else f"{message.sent[:80]!r}: {code} {reason}"
