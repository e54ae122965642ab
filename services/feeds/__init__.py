"""Feeds: meetings as iCalendar, Atom, JSON Feed and linked data."""
