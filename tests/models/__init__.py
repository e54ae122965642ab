"""Tests of the tables and of the engines below them."""
