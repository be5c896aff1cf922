from django.conf import settings
from django.template.loader import render_to_string

from clusterhub.accounts.invited import token_of
from clusterhub.events.emails.kinds import about_row, subject_of
from clusterhub.events.models import OrganiserInvitation
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute


def organiser_letter(invitation):
    return about_row(invitation, "organiser invited", to=invitation.email)


def write_organiser_letters(letters):
    """Only of invitations that can still be accepted."""
    rows = OrganiserInvitation.objects.select_related("event", "invited_by")
    open_ones = rows.filter(accepted_at=None, withdrawn_at=None)
    found = open_ones.in_bulk([letter.about_id for letter in letters])
    words = {}
    for letter in letters:
        if invitation := found.get(letter.about_id):
            # A link with a secret is not remembered like the addresses of pages.
            url = absolute(f"/event-invitations/{token_of(invitation)}/")
            context = {"invitation": invitation, "event": invitation.event, "url": url}
            words[letter.pk] = plain_words(letter.kind, "organiser_invitation.txt", context)
    return words


def plain_words(kind, template, context):
    """One plain letter to somebody who works on events, not to somebody who comes to one."""
    context = {**context, "site": settings.SITE_NAME}
    text = render_to_string(f"events/email/{template}", context)
    return Words(subject_of(kind, str(context["event"])), text)
