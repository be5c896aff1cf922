from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from clusterhub.api.open_data import edition
from clusterhub.api.operations import publish_open_data
from clusterhub.api.operations.webhooks import run_webhooks

# A worker that is started again does not make it anew; a night later it is due in any case.
NOT_BEFORE = timedelta(hours=20)


def publish_open_data_nightly():
    newest = edition()
    is_ours = newest and newest.licence == settings.OPEN_DATA_LICENCE[:200]
    if not is_ours or timezone.now() - newest.made_at >= NOT_BEFORE:
        publish_open_data()


def tell_webhooks():
    """What happened to registrations, to the programs that want to know."""
    run_webhooks()
