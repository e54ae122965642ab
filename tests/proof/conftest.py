"""The fixtures of this folder."""

from tests.asking import ask as ask
