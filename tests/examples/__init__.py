"""Tests of the examples: what others build on Knutpunkt, built and run."""
