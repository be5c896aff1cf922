"""Where django-allauth asks this site: it calls our operations and speaks our words."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.accounts.operations import open_account

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("That is not the code we sent. Please look again."),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries from your connection. Please wait a few minutes."
        ),
        "rate_limited": gettext_lazy("Too many tries from your connection. Please wait a minute."),
    }

    def save_user(self, request, user, form, commit=True):
        user.email = form.cleaned_data["email"]
        if not commit:
            user.set_unusable_password()
            return user
        return open_account(user)

    def get_login_stages(self):
        return [*super().get_login_stages(), "clusterhub.accounts.stages.WelcomeStage"]

    def send_mail(self, template_prefix, email, context):
        # Subjects, and mails sent after a commit, are made without a request and its context.
        site = {"name": settings.SITE_NAME, "base_url": settings.BASE_URL}
        try:
            super().send_mail(template_prefix, email, {"site": site, **context})
        except (SMTPException, OSError):
            logger.exception("An account e-mail could not be sent")
            words = _("The e-mail could not be sent just now. Please try again in a few minutes.")
            messages.error(self.request, words)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name"), data.get("last_name")]
        user.name = (data.get("name") or " ".join(filter(None, parts)))[:150]
        return user

    def on_authentication_error(self, request, provider, error=None, exception=None, **more):
        logger.warning("Signing in with %s failed: %s %s", provider, error, exception)
