"""What others may build on the API: examples that know it over HTTP, and none of its modules."""
