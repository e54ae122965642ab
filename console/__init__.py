"""The commands of ``commands.py`` by what they are about, and what they are made of."""
