"""The socket that requests come in by, and the processes that stand behind it."""
