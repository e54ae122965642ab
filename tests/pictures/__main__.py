"""Take the pictures of the documentation anew: ``python -m tests.pictures``."""

import asyncio
from typing import Final

from settings import CHECKOUT
from tests.pictures.camera import camera
from tests.pictures.editing import editing
from tests.pictures.showing import showing

SHOOTINGS: Final = (editing, showing)
"""Each opens what it takes pictures of."""


async def main() -> None:
    """Take all pictures."""
    async with camera(CHECKOUT / "docs" / "pictures") as one:
        for shooting in SHOOTINGS:
            await shooting(one)


if __name__ == "__main__":
    asyncio.run(main())
