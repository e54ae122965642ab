"""Who sends a request, and the pages and cookies by which people say so."""
