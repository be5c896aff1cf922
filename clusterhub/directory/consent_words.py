"""Why a contact is not shown to others, in words for the people of the organisation."""

from django.utils.translation import gettext as _

from clusterhub.activity.models import Entry

ASKED_A_CONTACT = "asked a contact of"


def hidden_words(contact):
    """Empty for one who has said yes."""
    if contact.has_consented:
        return ""
    if contact.consent_withdrawn_at:
        return _("Not shown: has said no")
    if not contact.email:
        return _("Not shown: has no e-mail address, so nobody could ask")
    return _("Not shown: has not said yes yet")


def last_asked(organisation):
    """{number of a contact: when she was asked last}."""
    entries = Entry.objects.about(organisation).filter(verb=ASKED_A_CONTACT).order_by("at")
    return {entry.details.get("contact"): entry.at for entry in entries}
