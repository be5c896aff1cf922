from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.summaries.agenda import record_of_event, speakers_of_event
from clusterhub.summaries.models import EditingPresence, EventSummary, SetAsideDraft
from clusterhub.summaries.operations.revision import headline, lock_summary, store_record
from clusterhub.summaries.operations.source import new_slug
from clusterhub.summaries.refusals import AlreadySummarised, EditedMeanwhile, IsPublished

PRESENT_FOR = timedelta(minutes=5)


def save_draft(summary, record, revision, by):
    """Save a draft over the revision it was written on.

    When somebody saved in between, nothing is overwritten: the draft is set aside and
    `EditedMeanwhile` carries it.
    """
    summary, set_aside = _save_or_set_aside(summary, record, revision, by)
    if set_aside:  # Raised only here, outside the transaction that keeps the text.
        raise EditedMeanwhile(summary, set_aside)
    return summary


@transaction.atomic
def _save_or_set_aside(summary, record, revision, by):
    summary = lock_summary(summary)
    if summary.revision == revision or summary.record == record:
        if by is not None:
            _note_presence(summary, by)
        return store_record(summary, record, by), None
    set_aside, _ = SetAsideDraft.objects.update_or_create(
        summary=summary, by=by, revision=revision, defaults={"record": record}
    )
    return summary, set_aside


@transaction.atomic
def take_set_aside(summary, set_aside, *, by, revision):
    """Put a set-aside draft in the place of the present one, after looking at both."""
    summary = lock_summary(summary, revision)
    store_record(summary, set_aside.record, by)
    set_aside.delete()
    record_activity("took a set-aside draft", summary, by=by)
    return summary


def drop_set_aside(set_aside, *, by):
    """Throw a set-aside draft away, after looking at both."""
    record_activity("dropped a set-aside draft", set_aside.summary, by=by)
    set_aside.delete()


@transaction.atomic
def start_summary(event, *, by):
    """A draft from the talk's own title, hours and agenda; the one that is there, if any."""
    event = type(event).objects.select_for_update().get(pk=event.pk)
    if known := EventSummary.objects.filter(event=event).first():
        raise AlreadySummarised(known)
    record = record_of_event(event)
    summary = EventSummary.objects.create(
        event=event,
        slug=new_slug(record),
        title=headline(record["title"]),
        record=record,
        created_by=by,
        updated_by=by,
    )
    record_activity("started", summary, by=by)
    return summary


@transaction.atomic
def copy_speakers(summary, *, by, revision):
    """Take agenda and moderators from the invitation; what was typed about others stays."""
    summary = lock_summary(summary, revision)
    if summary.event is None:
        return summary
    return store_record(summary, speakers_of_event(summary.event, summary.record), by)


@transaction.atomic
def delete_draft(summary, *, by):
    """Throw a draft away with its source. What was published stays."""
    summary = lock_summary(summary)
    if summary.is_published:
        raise IsPublished
    record_activity("deleted", summary, by=by)
    summary.delete()


def note_presence(summary, by):
    """Note that this editor has the summary open; gives the others who do."""
    _note_presence(summary, by)
    present = summary.presences.filter(seen_at__gte=timezone.now() - PRESENT_FOR)
    return list(present.exclude(editor=by).select_related("editor").order_by("opened_at"))


def _note_presence(summary, by):
    now = timezone.now()
    presence, is_new = EditingPresence.objects.get_or_create(
        summary=summary, editor=by, defaults={"opened_at": now, "seen_at": now}
    )
    if not is_new:
        is_back = presence.seen_at < now - PRESENT_FOR
        presence.opened_at = now if is_back else presence.opened_at
        presence.seen_at = now
        presence.save(update_fields=["opened_at", "seen_at"])


def leave(summary, by):
    """The editor closed the page."""
    summary.presences.filter(editor=by).delete()
