"""Proof that editing can be relied on: random acts of everybody, races, and sudden ends."""
