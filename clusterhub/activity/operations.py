from django.utils import timezone

from clusterhub.activity.models import Entry, WorkerBeat


def record_activity(verb, target, *, by, **details):
    """Add one line to the audit trail inside the caller's transaction; `by` is a user or None."""
    return Entry.objects.create(
        actor=by if by and by.is_authenticated else None,
        actor_label=str(by)[:200] if by and by.is_authenticated else "system",
        verb=verb,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        details=details,
    )


def record_beat(name):
    """Note that the worker `name` lives now."""
    WorkerBeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
