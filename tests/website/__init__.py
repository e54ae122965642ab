"""The example website, on a real API: what visitors see of it, whatever becomes of the API."""
