"""Starts Knutpunkt as the harness starts everybody: on ``PORT``, with ``POOL`` connections."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Become the server: the command that an operator would run."""
    os.environ["KNUTPUNKT_PORT"] = os.environ.pop("PORT")
    os.environ["KNUTPUNKT_POOL_SIZE"] = os.environ.pop("POOL")
    os.execv(sys.executable, [sys.executable, str(ROOT / "commands.py"), "serve"])


if __name__ == "__main__":
    main()
