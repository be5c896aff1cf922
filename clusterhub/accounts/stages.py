"""The last step of a sign-in, when something is still to be said: a name, a yes to the terms."""

from allauth.account.stages import LoginStage
from django.shortcuts import redirect

from clusterhub.accounts.consents import WORDINGS
from clusterhub.accounts.models import ConsentPurpose


class WelcomeStage(LoginStage):
    key = "welcome"
    urlname = "accounts:welcome"

    def handle(self):
        if self.login.user is None or has_accepted_the_terms(self.login.user):
            return None, True
        return redirect(self.urlname), True


def has_accepted_the_terms(person):
    terms = WORDINGS[ConsentPurpose.TERMS]
    return person.consents.current().filter(purpose=terms.purpose, version=terms.version).exists()
