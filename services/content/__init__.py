"""Content: said, checked, saved, published, taken back; the rules of its life."""
