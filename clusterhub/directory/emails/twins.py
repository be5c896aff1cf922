from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.directory.models import Editorship, Merge
from clusterhub.web.addresses import absolute, page_address


@task()
def email_merged(pk):
    merge = _merge(pk)
    if merge and merge.undone_at is None:
        subject = _("Merged: %(gone)s and %(kept)s")
        _tell(merge, merge.merged_by, subject, "merged.txt")


@task()
def email_parted(pk):
    merge = _merge(pk)
    if merge and merge.undone_at is not None:
        subject = _("Two profiles again: %(gone)s and %(kept)s")
        _tell(merge, merge.undone_by, subject, "parted.txt")


def _merge(pk):
    return Merge.objects.select_related("kept", "gone", "merged_by", "undone_by").get(pk=pk)


def _tell(merge, author, subject, template):
    """The administrators of both, one mail to each; who did it herself needs none."""
    subject %= {side: " ".join(getattr(merge, side).name.split()) for side in ("gone", "kept")}
    for person, keeps in _administrators(merge).items():
        if person == author:
            continue
        context = {
            "merge": merge,
            "author": author,
            "person": person,
            "keeps_it": merge.kept_id in keeps,
            "kept_url": absolute(page_address("directory:organisation", merge.kept.slug)),
            "gone_url": absolute(page_address("directory:organisation", merge.gone.slug)),
            "site": settings.SITE_NAME,
        }
        text = render_to_string(f"directory/email/{template}", context)
        send_mail(subject, text, None, [person.email])


def _administrators(merge):
    """Each with the numbers of those of the two that she keeps now."""
    rows = Editorship.objects.administrators().filter(editor__is_active=True)
    rows = rows.filter(Q(organisation=merge.kept_id) | Q(organisation=merge.gone_id))
    keeps = {}
    for row in rows.select_related("editor").order_by("editor", "pk"):
        keeps.setdefault(row.editor, set()).add(row.organisation_id)
    return keeps
