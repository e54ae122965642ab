"""What holds: every rule of the house, free of GraphQL and of HTTP."""
