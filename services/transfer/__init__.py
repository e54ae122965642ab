"""Transfer: content on the move, in files; and the first content."""
