"""Tests of what holds, past GraphQL and HTTP."""
