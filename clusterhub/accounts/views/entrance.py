from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import Login
from allauth.account.views import confirm_login_code
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.accounts.demo import DEMO_PEOPLE, is_open_to
from clusterhub.accounts.forms import WelcomeForm
from clusterhub.accounts.models import ConsentPurpose, User
from clusterhub.accounts.operations import complete_sign_up
from clusterhub.accounts.stages import WelcomeStage


@login_stage_required(stage=WelcomeStage.key, redirect_urlname="account_login")
def welcome(request):
    stage = request._login_stage
    person = stage.login.user
    form = WelcomeForm(request.POST or None, initial=_what_we_know(person))
    if request.method == "POST" and form.is_valid():
        complete_sign_up(person, name=form.cleaned_data["name"], purposes=form.purposes())
        return stage.exit()
    is_new = not person.consents.exists()
    return render(request, "accounts/welcome.html", {"form": form, "is_new": is_new})


def _what_we_know(person):
    given = {consent.purpose: True for consent in person.consents.current()}
    given.pop(ConsentPurpose.TERMS, None)
    return {"name": person.name, **given}


def sign_in_code(request):
    """allauth's page, with a word for whoever types a code where nobody asked for one."""
    has_asked = LOGIN_SESSION_KEY in request.session
    response = confirm_login_code(request)
    if request.method == "POST" and not has_asked and not request.user.is_authenticated:
        words = _(
            "No code was asked for in this browser, or too long ago. Please ask for a new one."
        )
        messages.info(request, words)
    return response


@require_POST
def demo_sign_in(request):
    if not is_open_to(request):
        raise Http404
    emails = [person.email for person in DEMO_PEOPLE]
    email = request.POST.get("email", "")
    person = User.objects.filter(email=email, is_active=True).first() if email in emails else None
    if person is None:
        raise Http404
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return perform_login(request, Login(user=person, redirect_url=back if is_ours else None))
