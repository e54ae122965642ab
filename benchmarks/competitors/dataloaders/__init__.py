"""The same schema written the usual way: Strawberry types, Tortoise models, a DataLoader a relation."""
