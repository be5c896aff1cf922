"""What people are told by letter. Each is written when it leaves, and only while it is true."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.applications.links import token_of
from clusterhub.applications.models import (
    Application,
    FormVersion,
    LeadWord,
    Member,
    Partner,
    Submission,
)
from clusterhub.applications.snapshots import fingerprint
from clusterhub.applications.words import to_the_second
from clusterhub.letters.models import Priority
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute


def _post(row, application, kind, *, to, **more):
    return Post(
        to=to,
        kind=kind,
        about=(row._meta.label_lower, row.pk),
        folder=f"applications.hostedcall:{application.hosted_id}",
        **more,
    )


def invitation_letter(row):
    return _post(
        row,
        row.application,
        "application: invitation",
        to=row.email,
        priority=Priority.SOMEBODY_WAITS,
    )


def write_invitations(letters):
    rows = Member.objects.select_related("application__hosted__call", "invited_by")
    found = rows.filter(joined_at=None, ended_at=None).in_bulk([one.about_id for one in letters])
    words = {}
    for letter in letters:
        if row := found.get(letter.about_id):
            url = absolute(f"/application-invitations/{token_of(row)}/")
            subject = _("Write an application together: %s")
            words[letter.pk] = _words(row.application, subject, "invitation.txt", row=row, url=url)
    return words


def partner_letter(row):
    return _post(row, row.application, "application: partner", to=row.contact_email)


def write_partner_letters(letters):
    rows = Partner.objects.select_related("application__hosted__call")
    open_ones = rows.filter(removed_at=None, confirmed_at=None, declined_at=None)
    found = open_ones.in_bulk([letter.about_id for letter in letters])
    words = {}
    for letter in letters:
        row = found.get(letter.about_id)
        if row and row.contact_email == letter.to_address:
            url = absolute(f"/application-partners/{token_of(row)}/")
            subject = _("Are you a partner? %s")
            words[letter.pk] = _words(row.application, subject, "partner.txt", row=row, url=url)
    return words


def lead_letters(word, people):
    """To editors of an organisation that is named as the one that applies."""
    kind = "application: lead"
    return [
        _post(word, word.application, kind, to=person.email, once=f"{kind} {word.pk} {person.pk}")
        for person in people
    ]


def write_lead_letters(letters):
    rows = LeadWord.objects.select_related("application__hosted__call", "organisation")
    open_ones = rows.filter(confirmed_at=None, declined_at=None)
    found = open_ones.in_bulk([letter.about_id for letter in letters])
    words = {}
    for letter in letters:
        if word := found.get(letter.about_id):
            url = absolute(reverse("applications:naming", args=[word.pk]))
            subject = _("Does your organisation apply? %s")
            words[letter.pk] = _words(word.application, subject, "lead.txt", word=word, url=url)
    return words


def receipt_letter(submission, member):
    return _post(
        submission,
        submission.application,
        "application: receipt",
        to=member.person.email,
        once=f"application receipt {submission.pk} {member.pk}",
        priority=Priority.SOMEBODY_WAITS,
    )


def write_receipts(letters):
    rows = Submission.objects.select_related("application__hosted__call", "submitted_by")
    found = rows.in_bulk([letter.about_id for letter in letters])
    words = {}
    for letter in letters:
        if row := found.get(letter.about_id):
            row.application.title = row.snapshot[
                "title"
            ]  # The draft may be called otherwise by now.
            url = absolute(f"/applications/{row.application.uid}/receipts/{row.number}/")
            subject = _("We have received your application: %s")
            words[letter.pk] = _words(
                row.application,
                subject,
                "receipt.txt",
                row=row,
                url=url,
                received=to_the_second(row.received_at, row.time_zone),
                fingerprint=fingerprint(row.digest),
            )
    return words


def form_letter(form, application, member):
    return _post(
        form,
        application,
        "application: form changed",
        to=member.person.email,
        once=f"application form {form.pk} {application.pk} {member.pk}",
        facts={"application": application.pk},
    )


def write_form_letters(letters):
    forms = FormVersion.objects.in_bulk([letter.about_id for letter in letters])
    numbers = [letter.facts.get("application") for letter in letters]
    found = Application.objects.select_related("hosted__call").in_bulk(numbers)
    words = {}
    for letter in letters:
        application = found.get(letter.facts.get("application"))
        form = forms.get(letter.about_id)
        if application and form:
            url = absolute(application.get_absolute_url())
            subject = _("The form has changed: %s")
            words[letter.pk] = _words(application, subject, "form.txt", form=form, url=url)
    return words


def _words(application, subject, template, **context):
    call = application.hosted.call
    context |= {"application": application, "call": call, "site": settings.SITE_NAME}
    text = render_to_string(f"applications/email/{template}", context)
    return Words(" ".join((subject % call.title).split())[:200], text)
