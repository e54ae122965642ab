"""GraphQL on WebSockets, at the same address: a conversation of many operations."""
