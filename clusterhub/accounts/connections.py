"""Who asks, for limits that hold without an account: the visitor's address, not our own proxy's."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied


def address_of(request):
    """Whole networks of a household or a firm: it can choose among 2^64 addresses of IPv6."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):  # Behind a socket without a name: all share one limit.
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
