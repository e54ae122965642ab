"""Between: from GraphQL's terms to ours and back. Decides nothing of what anybody may see."""
