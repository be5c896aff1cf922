from django.conf import settings

from clusterhub.funding.operations import alerts, fetch_calls_from


def tell_followers():
    """What is new of calls, to whoever follows them; letters of the day from six in the morning."""
    alerts.tell_followers()


def forget_what_was_told():
    alerts.forget_what_was_told()


def fetch_calls():
    """From every address that the administrator has set; one that fails keeps no other waiting."""
    for address in settings.CALLS_FROM:
        fetch_calls_from(address)
