"""The few pages that people see: the first one, and the explorer."""
