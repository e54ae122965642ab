"""What can be said, seen from outside."""
