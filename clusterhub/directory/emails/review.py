from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.directory.models import Level, Organisation, Submission
from clusterhub.web.addresses import absolute, page_address


@task()
def email_decision(pk):
    submission = Submission.objects.select_related("organisation").get(pk=pk)
    subject = _("Decided: %s") % submission.organisation
    _tell_administrators(
        submission.organisation, subject, "decision.txt", {"submission": submission}
    )


@task()
def email_state_change(pk):
    organisation = Organisation.objects.get(pk=pk)
    subject = _("%(name)s: %(state)s") % {
        "name": organisation,
        "state": organisation.get_state_display(),
    }
    _tell_administrators(organisation, subject, "state_change.txt", {})


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
        send_mail(subject, text, None, [editorship.editor.email])
