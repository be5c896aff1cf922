from datetime import timedelta
from itertools import count

from django.utils import timezone

from clusterhub.funding.operations import add_deadline, create_call, publish_call

_numbers = count(1)


def make_call(is_published=True, closes_at="in ten days", deadline=None, **changes):
    """A published call that closes in ten days; `closes_at=None` for one without a deadline."""
    call = create_call(by=None, **({"title": f"Vouchers {next(_numbers)}"} | changes))
    if closes_at == "in ten days":
        closes_at = timezone.now() + timedelta(days=10)
    if closes_at is not None:
        add_deadline(call, closes_at=closes_at, by=None, **(deadline or {}))
    return publish_call(call, by=None) if is_published else call
