"""What answers over HTTP beside GraphQL, seen as a client sees it."""
