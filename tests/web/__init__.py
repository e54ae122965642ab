"""What answers over HTTP, seen as a client sees it; in part by other people's clients."""
