"""A second stage: made once, and those whom the first one chose are invited to it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.activity.operations import record_activity
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.judging_refusals import AlreadyDecided, NotYet
from clusterhub.applications.models import (
    AccessVerb,
    Answer,
    Application,
    Attachment,
    Conflict,
    Decision,
    HostedCall,
    LeadWord,
    Member,
    Partner,
    RoleKind,
)
from clusterhub.applications.operations.access import record_access
from clusterhub.applications.operations.building import copy_form, published_form
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.refusals import NotAllowed

SETTINGS = (
    *("grace_minutes", "late_rule", "officers_read", "most_members", "most_per_organisation"),
    "keep_days",
)
FACTS = ("title", "lead_organisation", "lead_name", "lead_country", "lead_region", "created_by")


@transaction.atomic
def add_second_stage(hosted, *, by):
    """Let the call go on by invitation: a form of its own, at first a copy; the same people at the
    desk. Evaluators are asked anew. Once only, and before the first stage is decided."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    if not hosted.is_first:
        raise NotAllowed
    if second := hosted.second_stage():
        return second
    if Decision.objects.filter(hosted=hosted).exists():
        raise AlreadyDecided
    now, settings = timezone.now(), {name: getattr(hosted, name) for name in SETTINGS}
    second = HostedCall.objects.create(
        call=hosted.call,
        stage=2,
        prefix=f"{(hosted.prefix or 'A')[:19]}2",
        hosted_at=now,
        hosted_by=by,
        **settings,
    )
    draft = second.forms.create(number=1, made_at=now)
    if latest := published_form(hosted):
        copy_form(latest, draft)
    desk = hosted.roles.current().exclude(role=RoleKind.EVALUATOR)
    for person, role in desk.values_list("person", "role"):
        second.roles.create(person_id=person, role=role, granted_by=by, granted_at=now)
    record_activity("added a second stage to", hosted.call, by=by)
    return second


def demand_ready(second, now):
    """Nobody is invited to what cannot be handed in: open, and with a deadline to come."""
    missing = []
    if second.opened_at is None:
        missing.append(_("Publish the form of the second stage and open it first."))
    if not any(each.closes_at > now for each in second.deadlines()):
        missing.append(_("The call needs a deadline of its second stage that is to come."))
    if missing:
        raise NotYet(missing)


def carry_over(application, second, *, by, now):
    """The application as it goes on in the second stage, with team, partners, the answers that its
    form asks for, too, and known conflicts of interest. Under the lock of the first; once."""
    if found := Application.objects.filter(came_from=application).first():
        return found
    form, [application] = published_form(second), as_handed_in([application])
    last = application.submissions.order_by("-number").first()
    copy = Application.objects.create(
        hosted=second,
        form=form,
        number=application.number,
        came_from=application,
        created_at=now,
        changed_at=now,
        **{name: getattr(application, name) for name in FACTS},
    )
    kinds = dict(application.form.questions.values_list("key", "kind"))
    said = _said_in(last)
    if last:
        kinds = {key: question["kind"] for key, question in said.items()}
    asked = form.questions.values_list("key", "kind")
    keys = [key for key, kind in asked if kinds.get(key) == kind]
    _copy_rows(application.members.joined(), Member, copy, link_version=0)
    _copy_rows(application.partners.filter(removed_at=None), Partner, copy)
    _copy_rows(application.lead_words.all(), LeadWord, copy)
    _copy_answers(application, copy, keys, said, last)
    _copy_rows(application.conflicts.standing(), Conflict, copy)
    # Trials are counted, too; none that comes later may take this number.
    HostedCall.objects.filter(pk=second.pk, last_number__lt=copy.number).update(
        last_number=copy.number
    )
    facts = {"by": by, "as_what": RoleKind.OFFICER, "now": now}
    record_access(copy, AccessVerb.STARTED, what=application.reference, **facts)
    return copy


def _said_in(submission):
    """Questions with their answers as they were handed in, by key."""
    if submission is None:
        return {}
    sections = submission.snapshot["form"]["sections"]
    return {each["key"]: each for part in sections for each in part["questions"]}


def _copy_answers(application, copy, keys, said, last):
    """Answers and files: those that were judged, and not the draft behind them."""
    files = application.attachments.filter(key__in=keys)
    if last is None:
        _copy_rows(application.answers.filter(key__in=keys), Answer, copy, number=1)
        _copy_rows(files.filter(removed_at=None), Attachment, copy)
        return
    Answer.objects.bulk_create(
        Answer(
            application=copy,
            key=key,
            value=said[key]["value"],
            written_by_id=last.submitted_by_id,
            written_at=last.stored_at,
        )
        for key in keys
        if said[key]["kind"] not in ("file", "partners") and said[key]["value"] is not None
    )
    handed_in = [file["uid"] for file in last.snapshot["files"]]
    _copy_rows(files.filter(uid__in=handed_in), Attachment, copy, removed_at=None)


def _copy_rows(rows, model, application, **changes):
    """Rows of another application; files are shared, their bytes stay until the last row goes."""
    copies = []
    for row in rows:
        row.pk, row.application = None, application
        if hasattr(row, "uid"):
            row.uid = model._meta.get_field("uid").get_default()
        for name, value in changes.items():
            setattr(row, name, value)
        row._state.adding = True
        copies.append(row)
    model.objects.bulk_create(copies)
