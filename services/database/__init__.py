"""The database: where it is, how it is opened, migrated and watched."""
