"""Series: meetings that are made and changed together by a rule."""
