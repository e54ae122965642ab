"""How the databases are spoken to: what Tortoise and the drivers leave open, closed here."""
