"""What is done before anything starts: installing the npm competitors, filling the databases."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.contestants import NODE, Contestant
from benchmarks.dataset import Dataset
from benchmarks.plain import fill_plain, tidy
from benchmarks.postgres import Database


def install(contestants: Sequence[Contestant], say: Callable[[str], None]) -> None:
    """Install what the npm competitors stand on, where it is missing, as their lock files say."""
    folders = [each.folder for each in contestants if (each.folder / "package-lock.json").exists()]
    if folders:
        folders.append(NODE.parents[3])
    for folder in folders:
        if not (folder / "node_modules").exists():
            say(f"npm ci in {folder.name}")
            subprocess.run(
                ["npm", "ci", "--loglevel=error"], cwd=folder, check=True, stdout=subprocess.DEVNULL
            )


async def fill(
    dataset: Dataset, database: Database, contestants: Sequence[Contestant], scratch: Path
) -> dict[str, dict[str, str]]:
    """Fill the plain tables and each contestant's own; return each one's environment."""
    await fill_plain(database, dataset)
    environments = {}
    for each in contestants:
        own = await each.fill(dataset, database, scratch) if each.fill else {}
        shared = database.environment() if each.database == "postgresql" else {}
        environments[each.name] = {**shared, **own}
    await tidy(database)
    return environments
