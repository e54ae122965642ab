"""Several things done at once, until the first of them ends."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def race(*runners: Coroutine[Any, Any, None]) -> None:
    """Run all until one ends, and cancel the others; raises what that one raised.

    None of them is left behind: each has ended before this does.
    """
    tasks = [asyncio.ensure_future(it) for it in runners]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await ended(*tasks)
    for task in tasks:
        if task in done:
            task.result()


async def ended(*tasks: asyncio.Task[None]) -> None:
    """Cancel tasks and wait until they are done with it, whatever they end with."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
