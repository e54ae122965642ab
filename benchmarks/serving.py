"""Starts Knutpunkt as the harness starts everybody: on ``PORT``, with ``POOL`` connections.

On SQLite a connection is a thread of the server's own, so there it keeps its own number. A visitor
may spend more than usual, since nobody else's costs are limited and the deep question costs 2,521.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Become the server: the command that an operator would run."""
    os.environ["KNUTPUNKT_PORT"] = os.environ.pop("PORT")
    os.environ["KNUTPUNKT_VISITOR_COST"] = "10000"
    os.environ["KNUTPUNKT_VISITOR_RATE"] = "0"  # the load comes from one address
    os.environ["KNUTPUNKT_EDITOR_RATE"] = "0"
    connections = os.environ.pop("POOL")
    if os.environ["KNUTPUNKT_DATABASE_URL"].startswith("postgresql:"):
        os.environ["KNUTPUNKT_POOL_SIZE"] = connections
    os.execv(sys.executable, [sys.executable, str(ROOT / "commands.py"), "serve"])


if __name__ == "__main__":
    main()
