"""A website for the networks: rendered on its own server, from one answer of the API a page."""
