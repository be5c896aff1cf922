"""What goes when: applications after the days that the publisher said, a person with her account."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.applications.models import (
    Application,
    Assignment,
    HostedCall,
    Member,
    MemberRole,
    Partner,
)
from clusterhub.applications.operations.attaching import delete_file
from clusterhub.applications.operations.minutes import forget_minutes
from clusterhub.letters.operations import forget_letters_about, forget_letters_in

AT_ONCE = 200


def due_calls(now):
    """Hosted calls whose last deadline lies further back than their applications are kept."""
    rows = HostedCall.objects.annotate(last=Max("call__deadlines__closes_at"))
    rows = rows.filter(last__lt=now, forgotten_at=None).order_by("last")
    return [row for row in rows if row.last + timedelta(days=row.keep_days) <= now]


def forget_applications(hosted, now=None):
    """Delete the applications of a call part by part; how many there were stays in the trail. A run
    that was killed goes on where it was."""
    counts = funnel_of(hosted)
    while pks := list(hosted.applications.values_list("pk", flat=True)[:AT_ONCE]):
        for application in Application.objects.filter(pk__in=pks):
            erase_application(application)
    with transaction.atomic():
        HostedCall.objects.filter(pk=hosted.pk).update(forgotten_at=now or timezone.now())
        forget_letters_in(folder_of(hosted))
        forget_minutes(hosted)
        record_activity("forgot the applications to", hosted.call, by=None, counts=counts)


def funnel_of(hosted):
    rows = hosted.applications.real()
    return {
        "started": rows.count(),
        "submitted": rows.filter(submitted_at__isnull=False).count(),
        "withdrawn": rows.filter(withdrawn_at__isnull=False).count(),
    }


def folder_of(hosted):
    return f"applications.hostedcall:{hosted.pk}"


@transaction.atomic
def erase_application(application):
    """An application with all that hangs on it, its files and the letters about it."""
    for row in application.attachments.all():
        delete_file(row)
    asked = (application.members, application.partners, application.lead_words)
    for row in (each for rows in asked for each in rows.all()):
        forget_letters_about(row._meta.label_lower, row.pk)
    forget_letters_about(application._meta.label_lower, application.pk)
    Application.objects.filter(pk=application.pk).delete()


def forget_person(instance, **_signal):
    """Her account is being erased. What she alone was writing goes; where others are on the team, or
    it was handed in, the application stays with them and only she goes."""
    own = Member.objects.joined().filter(person=instance, role=MemberRole.LEAD)
    for row in own.select_related("application"):
        application = row.application
        others = application.members.joined().exclude(person=instance)
        if others.exists():
            _hand_over(others)
        elif application.submitted_at is None or application.withdrawn_at is not None:
            erase_application(application)
    Member.objects.filter(email__iexact=instance.email, person=None).delete()
    Assignment.objects.current().filter(evaluator=instance).update(ended_at=timezone.now())
    _forget_contact(instance.email)


def _hand_over(others):
    """Somebody must be left who can hand it in: a writer before a reader, who came first."""
    if others.filter(role=MemberRole.LEAD).exists():
        return
    order = {MemberRole.WRITER: 0, MemberRole.READER: 1}
    heir = min(others, key=lambda row: (order[row.role], row.joined_at, row.pk))
    heir.role = MemberRole.LEAD
    heir.save(update_fields=["role"])


def _forget_contact(email):
    rows = Partner.objects.filter(contact_email__iexact=email)
    for row in rows:
        forget_letters_about(row._meta.label_lower, row.pk)
    rows.update(contact_name="", contact_email="", answered_by="")
