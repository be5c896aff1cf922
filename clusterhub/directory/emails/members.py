from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.directory.models import Level
from clusterhub.web.addresses import absolute, page_address


class MailAbout(TextChoices):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ENDED = "ended"


@task()
def email_tie(model_name, pk, about, side, author):
    """Tell the other side's administrators, one mail to each; who did it herself needs none."""
    model = apps.get_model("directory", model_name)
    tie = model.objects.select_related(*model.ENDS).filter(pk=pk).first()
    if tie is None:
        return
    told, own = tie.end_of(tie.other(side)), tie.end_of(side)
    is_about_its_members = tie.other(side) == tie.SIDES[0]
    page = "directory:edit-members" if is_about_its_members else "directory:edit-memberships"
    context = {
        "about": about,
        "tie": tie,
        "organisation": told,
        "other": own,
        "whole": tie.end_of(tie.SIDES[0]),
        "is_about_its_members": is_about_its_members,
        "url": absolute(page_address(page, told.slug)),
        "site": settings.SITE_NAME,
    }
    names = {"own": _one_line(own), "told": _one_line(told)}
    subjects = {
        MailAbout.PROPOSED: _("%(own)s and %(told)s: please confirm or decline"),
        MailAbout.CONFIRMED: _("%(own)s has confirmed: %(told)s"),
        MailAbout.DECLINED: _("%(own)s has declined: %(told)s"),
        MailAbout.ENDED: _("%(own)s and %(told)s: ended"),
    }
    administrators = told.editorships.current().filter(level=Level.ADMINISTRATOR)
    administrators = administrators.filter(editor__is_active=True).exclude(editor=author)
    for editorship in administrators.select_related("editor"):
        text = render_to_string("directory/email/tie.txt", context | {"person": editorship.editor})
        send_mail(subjects[about] % names, text, None, [editorship.editor.email])


def _one_line(organisation):
    return " ".join(organisation.name.split())
