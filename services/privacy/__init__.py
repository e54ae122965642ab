"""Privacy: what is held on a person, told to them, or erased."""
