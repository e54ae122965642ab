"""Tests of the operations that editors find in the explorer: each of them is run."""
