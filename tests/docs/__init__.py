"""Tests of what the documentation says: its examples are asked, its references followed."""
