"""How often somebody may ask in a minute, counted in the cache that all processes share."""

import time
from dataclasses import dataclass

from clusterhub.accounts.connections import address_of
from clusterhub.web.counting import counted

A_MINUTE = 60
ANONYMOUS, WITH_TOKEN = 60, 600


@dataclass(frozen=True)
class Count:
    limit: int
    used: int
    seconds_left: int

    @property
    def is_over(self):
        return self.used > self.limit

    def headers(self):
        left = max(0, self.limit - self.used)
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(self.seconds_left),
        }


def count(request, token):
    """One more request: of the token's holder, who has one limit for all her tokens, or of an
    address."""
    now = int(time.time())
    minute, second = divmod(now, A_MINUTE)
    who = f"person-{token.holder_id}" if token else f"address-{address_of(request)}"
    key = f"api-limit:{who}:{minute}"
    limit = WITH_TOKEN if token else ANONYMOUS
    return Count(limit, counted(key, 2 * A_MINUTE), A_MINUTE - second)
