"""Letters to people who have not asked for them: whoever may make a draft could send any number."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.models import Entry
from clusterhub.directory.consent_words import ASKED_A_CONTACT
from clusterhub.directory.refusals import TooManyProposals

INVITED = "invited an editor to"
MOST_LETTERS = 30  # Of one person in a day; what she took back has been sent all the same.


def demand_few_letters(by):
    """Raises TooManyProposals; the platform's own editors and its commands write as they must."""
    if by is None or can_edit_content(by):
        return
    day = timezone.now() - timedelta(days=1)
    sent = Entry.objects.filter(actor=by, verb__in=(ASKED_A_CONTACT, INVITED), at__gte=day)
    if sent.count() >= MOST_LETTERS:
        raise TooManyProposals
