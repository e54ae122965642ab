"""Clocks: days, zones and holidays, and the moments that follow from local times."""
