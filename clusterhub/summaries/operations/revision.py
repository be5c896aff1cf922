"""The lock and the revision that all changes of a summary go through."""

from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.refusals import EditedMeanwhile


def lock_summary(summary, revision=None):
    # Everyone who changes this summary takes turns until we commit.
    locked = EventSummary.objects.select_for_update().get(pk=summary.pk)
    if revision is not None and locked.revision != revision:
        raise EditedMeanwhile(locked)
    return locked


def store_record(summary, record, by):
    """Save the record as the next revision; nothing happens when it says the same."""
    if record == summary.record:
        return summary
    summary.record = record
    if not summary.is_published:  # A correction in the making shows nowhere.
        summary.title = headline(record["title"])
    summary.revision += 1
    summary.updated_by = by
    summary.save(update_fields=["record", "title", "revision", "updated_by", "updated_at"])
    return summary


def headline(title):
    """A title that fits its column; the record keeps the whole one."""
    title = " ".join(title.split())
    return title if len(title) <= 250 else title[:249].rstrip() + "…"
