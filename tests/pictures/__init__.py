"""The pictures of the documentation, taken of the real pages, so that they can be taken anew."""
