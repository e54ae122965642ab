"""The same schema the usual way: Strawberry types, Tortoise models, a DataLoader a relation."""
