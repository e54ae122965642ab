"""Write the golden files anew, to be read before they are committed."""

import asyncio
import tempfile

from services.database.migrating import migrate
from tests.golden.asking import NAMES, Golden, seeded, told
from tests.postgres import running


async def write(database: str) -> None:
    """Ask every golden question of a new database, and keep what comes."""
    await migrate(database, lambda _: None)
    async with seeded(database) as app:
        for name in NAMES:
            golden = Golden(name)
            for file, text in (await told(app, golden)).items():
                (golden.folder / file).write_text(text, "utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(write(f"sqlite://{folder}/golden.db"))
    with running() as server:
        asyncio.run(write(server.url("postgres")))


if __name__ == "__main__":
    main()
