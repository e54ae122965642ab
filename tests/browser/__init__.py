"""What people see, in a real browser on a real server."""
