from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task


@task()
def email_account_closed(address, name):
    text = render_to_string(
        "accounts/email/account_closed.txt", {"name": name, "site": settings.SITE_NAME}
    )
    send_mail(_("Your account is closed"), text, None, [address])
