"""What the saved operations are run with, and linted with."""

from tests.asking import ask
from tests.web.conftest import clients

__all__ = ["ask", "clients"]
