from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.directory.consent_links import token_of
from clusterhub.directory.models import Contact
from clusterhub.web.addresses import absolute


@task()
def email_consent_request(pk):
    contact = Contact.objects.select_related("organisation").filter(pk=pk).first()
    if contact is None or contact.has_consented or not contact.email:
        return
    name = " ".join(contact.organisation.name.split())
    context = {
        "contact": contact,
        "organisation": name,
        "site": settings.SITE_NAME,
        # A link with a secret is not remembered like the addresses of pages.
        "url": absolute(f"/contact-consent/{token_of(contact)}/"),
    }
    text = render_to_string("directory/email/contact_consent.txt", context)
    send_mail(_("May %s name you as a contact?") % name, text, None, [contact.email])
