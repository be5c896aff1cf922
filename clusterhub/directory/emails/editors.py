from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.accounts.invited import token_of
from clusterhub.accounts.models import Role, User
from clusterhub.directory.models import Claim, Invitation
from clusterhub.web.addresses import absolute, page_address


@task()
def email_invitation(pk):
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        return
    # A link with a secret is not remembered like the addresses of pages.
    url = absolute(f"/invitations/{token_of(invitation)}/")
    _send(
        _("Help with the profile of %s") % invitation.organisation,
        "invitation.txt",
        {"invitation": invitation, "organisation": invitation.organisation, "url": url},
        [invitation.email],
    )


@task()
def email_claim_waits(pk):
    """To every validator, one mail each; who claims is not asked about herself."""
    claim = Claim.objects.select_related("organisation", "claimant").get(pk=pk)
    if claim.decided_at is not None:
        return
    url = absolute(reverse("directory:claims"))
    for person in validators().exclude(pk=claim.claimant_id):
        _send(
            _("Claimed: %s") % claim.organisation,
            "claim_waits.txt",
            {"claim": claim, "organisation": claim.organisation, "person": person, "url": url},
            [person.email],
        )


@task()
def email_claim_decided(pk):
    claim = Claim.objects.select_related("organisation", "claimant").get(pk=pk)
    url = absolute(page_address("directory:organisation", claim.organisation.slug))
    _send(
        _("Your claim on %s") % claim.organisation,
        "claim_decided.txt",
        {"claim": claim, "organisation": claim.organisation, "url": url},
        [claim.claimant.email],
    )


def validators():
    grants = {"role_grants__role": Role.VALIDATOR, "role_grants__revoked_at": None}
    return User.objects.filter(is_active=True, **grants).distinct().order_by("pk")


def _send(subject, template, context, addresses):
    context = {**context, "site": settings.SITE_NAME}
    subject = " ".join(str(subject).split())
    send_mail(subject, render_to_string(f"directory/email/{template}", context), None, addresses)
