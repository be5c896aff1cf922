import logging
import time

from django.db import close_old_connections

from clusterhub.letters import operations
from clusterhub.letters.operations.delivering import AT_ONCE

LOOK_SECONDS = 0.5
PAUSE_AFTER_TROUBLE = 5
logger = logging.getLogger("clusterhub.letters")


def keep_delivering(goes_on):
    """Send what is due until `goes_on()` is false, looking twice a second."""
    while goes_on():
        try:
            close_old_connections()
            if operations.deliver() < AT_ONCE:
                time.sleep(LOOK_SECONDS)
        except Exception:
            logger.exception("Letters stumbled; they go on.")
            time.sleep(PAUSE_AFTER_TROUBLE)


def deliver_all():
    """What is due now, then stop."""
    while operations.deliver():
        pass


def take_up_lost():
    operations.take_up_lost()


def forget_old_letters():
    operations.forget_old_letters()
