from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from clusterhub.directory.confirm_links import HOLDS, token_of
from clusterhub.web.addresses import absolute


def email_reminder(person, reminders):
    """One mail for all her organisations. Sent twice after a crash it is still the same message
    to a mailbox: its number follows from the reminders."""
    rows = [
        {
            "name": " ".join(reminder.organisation.name.split()),
            "since": reminder.since,
            # A link with a secret is not remembered like the addresses of pages.
            "url": absolute(f"/confirm/{token_of(reminder.organisation, person)}/"),
        }
        for reminder in reminders
    ]
    context = {"person": person, "rows": rows, "days": HOLDS.days, "site": settings.SITE_NAME}
    subject = ngettext(
        "Is the profile of %(name)s still true?",
        "Are the profiles of your %(count)d organisations still true?",
        len(rows),
    ) % {"name": rows[0]["name"], "count": len(rows)}
    text = render_to_string("directory/email/reminder.txt", context)
    EmailMessage(
        subject, text, to=[person.email], headers={"Message-ID": _message_id(reminders)}
    ).send()


def _message_id(reminders):
    numbers = ",".join(str(reminder.pk) for reminder in reminders)
    digest = sha256(f"{settings.BASE_URL} {numbers}".encode()).hexdigest()[:32]
    return f"<confirmation-{digest}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
