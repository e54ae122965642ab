"""How often it may be tried to sign in: for one account from one address, from one, for one.

The first bound is what somebody with a bad memory meets; the others are for those who try many
accounts, or from many addresses. Whoever waits may try again, so nobody is locked out for good.
"""

from math import ceil

from services.errors import Fault, Refused
from services.identity.credentials import digest_of
from services.rates.budgets import Budget, Overspent
from services.rates.limiting import Limiter
from services.rates.sharing import Shared

BOTH = Budget("signing in as one from one address", 10, 300)
ADDRESS = Budget("signing in from one address", 50, 300)
ACCOUNT = Budget("signing in as one", 100, 3600)

SAID = {
    "sv": "Det har varit för många försök att logga in. Försök igen om {minutes} min.",
    "en": "There were too many attempts to sign in. Try again in {minutes} min.",
}


class Attempts:
    """Counts attempts to sign in, in ``shared`` counters if there are any."""

    def __init__(self, shared: Shared | None = None) -> None:
        self._both, self._address, self._account = (
            Limiter(budget, shared) for budget in (BOTH, ADDRESS, ACCOUNT)
        )

    async def count(self, account: str, address: str, locale: str) -> None:
        """Count an attempt; raises ``Refused`` if there were too many, and when to try again.

        ``address`` is a key that stands for it, and that it cannot be read from.
        """
        who, where = digest_of(account), address
        try:
            await self._both.spend(digest_of(f"{who} {where}"))
            await self._address.spend(where)
            await self._account.spend(who)
        except Overspent as fault:
            seconds = max(1, ceil(fault.seconds))
            said = SAID[locale].format(minutes=ceil(seconds / 60))
            raise Refused(Fault("RATE_LIMITED", said, more={"retry_after": seconds})) from None
