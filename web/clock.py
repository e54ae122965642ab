"""What time it is for a request.

The rule: there is one clock, which the application is made with; nothing in ``web/`` reads the
time of day but by it.
"""

from datetime import datetime

from starlette.types import Scope

from services.events.following import Clock


def moment(scope: Scope) -> datetime:
    """Tell what time it is for a request."""
    clock: Clock = scope["app"].state.clock
    return clock()
