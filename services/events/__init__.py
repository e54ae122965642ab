"""Events: the log as it is followed, and who follows it."""
