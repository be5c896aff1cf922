"""What keeps the directory true by the clock."""

import logging

from clusterhub.accounts.models import User
from clusterhub.directory.emails.freshness import email_reminder
from clusterhub.directory.finding import standing
from clusterhub.directory.operations import reminding
from clusterhub.directory.operations.keeping import mark_all_claimable

logger = logging.getLogger("clusterhub.directory")


def remind_of_confirmation():
    """One mail to each administrator for all her organisations; may die and run again anywhere."""
    reminding.note_reminders()
    for person in User.objects.filter(pk__in=reminding.who_waits()).order_by("pk"):
        try:
            if reminders := reminding.take_reminders(person):
                email_reminder(person, reminders)
                reminding.note_mailed(reminders)
        except Exception:
            # The next one gets hers all the same; this one is tried again.
            logger.exception("A reminder could not be sent.")


def mark_claimable():
    mark_all_claimable()


def note_differences():
    """Whether search says what the database says; what is only on its way is no difference."""
    now = standing.standing()
    if now.problem or now.behind:
        logger.info("The search index is not compared: %s", now.problem or "it is behind.")
        return
    if different := standing.note_differences():
        logger.warning("The search index differed in %d kinds and countries.", len(different))
