"""What the examples are built with, and a server that they meet."""

from tests.web.conftest import clients, served

__all__ = ["clients", "served"]
