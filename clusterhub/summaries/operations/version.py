from clusterhub.summaries.models import ArchivedVersion

FINDING = ("code", "message", "where", "values", "proposal", "answer", "answer_values", "standing")


def archive(summary, record, *, why, by, source=None):
    """Keep a text and its findings before another one takes its place; the document if it goes."""
    was_public = summary.is_published and record == summary.published_record
    last = summary.versions.first()
    if was_public and last is not None and last.was_published and last.record == record:
        last.why = why  # It was kept when another document came in.
        last.save(update_fields=["why"])
        return last
    return ArchivedVersion.objects.create(
        summary=summary,
        record=record,
        findings=list(summary.findings.values(*FINDING)),
        was_published=was_public,
        file_name=source.file_name if source else "",
        format=source.format if source else "",
        content=bytes(source.content) if source else None,
        lines=source.lines if source else [],
        why=why,
        by=by,
    )
