from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.directory.emails.editors import validators
from clusterhub.directory.models import Level, Opinion, Organisation, Submission
from clusterhub.web.addresses import absolute, page_address


@task()
def email_decision(pk):
    submission = Submission.objects.select_related("organisation").get(pk=pk)
    subject = _("Decided: %s") % submission.organisation
    _tell_administrators(
        submission.organisation, subject, "decision.txt", {"submission": submission}
    )


@task()
def email_look_waits(pk):
    """To every validator, one mail each; who changed it is not asked about herself."""
    look = Submission.objects.select_related("organisation").get(pk=pk)
    if look.decided_at is not None:
        return
    keepers = look.organisation.editorships.current().values("editor")
    subject = _("Changed since it was listed: %s") % look.organisation
    url = absolute(reverse("directory:looks"))
    for person in validators().exclude(pk=look.submitted_by_id).exclude(pk__in=keepers):
        context = {"organisation": look.organisation, "person": person, "url": url}
        context["site"] = settings.SITE_NAME
        text = render_to_string("directory/email/look_waits.txt", context)
        send_mail(_one_line(subject), text, None, [person.email])


@task()
def email_state_change(pk):
    organisation = Organisation.objects.get(pk=pk)
    subject = _("%(name)s: %(state)s") % {
        "name": organisation,
        "state": organisation.get_state_display(),
    }
    _tell_administrators(organisation, subject, "state_change.txt", {})


@task()
def email_opinion_asked(pk):
    opinion = _opinion(pk)
    if opinion and opinion.answered_at is None:
        _tell(opinion, opinion.asked_of, _("A second opinion, please: %s"), "opinion_asked.txt")


@task()
def email_opinion_given(pk):
    if opinion := _opinion(pk):
        _tell(opinion, opinion.asked_by, _("A second opinion on %s"), "opinion_given.txt")


def _opinion(pk):
    rows = Opinion.objects.select_related("submission__organisation", "asked_by", "asked_of")
    return rows.filter(pk=pk).first()


def _tell(opinion, person, subject, template):
    if person is None or not person.is_active:
        return
    context = {
        "opinion": opinion,
        "person": person,
        "organisation": opinion.submission.organisation,
        "site": settings.SITE_NAME,
        "url": absolute(reverse("directory:case", args=[opinion.submission_id])),
    }
    text = render_to_string(f"directory/email/{template}", context)
    send_mail(_one_line(subject % context["organisation"]), text, None, [person.email])


def _one_line(words):
    return " ".join(str(words).split())


def _tell_administrators(organisation, subject, template, context):
    """One mail to each, so that nobody reads the others' addresses."""
    editorships = organisation.editorships.current().filter(level=Level.ADMINISTRATOR)
    for editorship in editorships.filter(editor__is_active=True).select_related("editor"):
        text = render_to_string(
            f"directory/email/{template}",
            {
                **context,
                "organisation": organisation,
                "person": editorship.editor,
                "site": settings.SITE_NAME,
                "url": absolute(page_address("directory:standing", organisation.slug)),
            },
        )
        send_mail(_one_line(subject), text, None, [editorship.editor.email])
