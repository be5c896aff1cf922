import hashlib
import json
from pathlib import PurePath

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from clusterhub.activity.operations import record_activity
from clusterhub.documents.extraction import extract_text
from clusterhub.summaries.comparing import PLATFORM_CODES, compare
from clusterhub.summaries.models import EventSummary, Finding, FindingAnswer, SourceDocument
from clusterhub.summaries.operations.revision import headline, lock_summary
from clusterhub.summaries.reading import read_lines
from clusterhub.summaries.series import known_series


def save_reading(data, filename, by):
    """Read a document and keep it as a draft with its findings.

    The same file again gives the draft that is there, with `is_known` set. `CannotRead` for a
    file that is no summary; then nothing is kept.
    """
    digest = hashlib.sha256(data).hexdigest()
    if known := _known(digest):
        return known
    # Reading comes before the transaction: it is slow and needs no row.
    extracted = extract_text(data, filename, settings.SUMMARY_MAX_BYTES)
    record = read_lines(extracted.lines, str(filename or ""), known_series())
    try:
        with transaction.atomic():
            return _store(record, extracted, data, filename, digest, by)
    except IntegrityError:  # The same file arrived twice at once.
        if known := _known(digest):
            return known
        raise


def _known(digest):
    source = SourceDocument.objects.filter(sha256=digest).select_related("summary").first()
    if source is None:
        return None
    source.summary.is_known = True
    return source.summary


def _store(record, extracted, data, filename, digest, by):
    added = compare(record, extracted.lines)
    findings = record["findings"] + added
    summary = EventSummary.objects.create(
        slug=new_slug(record),
        title=headline(record["title"]),
        record=record | {"findings": []},
        created_by=by,
        updated_by=by,
    )
    summary.is_known = False
    SourceDocument.objects.create(
        summary=summary,
        file_name=PurePath(filename or _("pasted text")).name[:200],
        format=extracted.format,
        sha256=digest,
        content=data,
        lines=extracted.lines,
    )
    add_findings(summary, findings)
    record_activity("read", summary, by=by, file_name=str(filename)[:200])
    return summary


def new_slug(record):
    """Title and day, with a number where that address is taken."""
    stem = slugify(record["title"])[:70].strip("-") or "summary"
    stem = f"{stem}-{record['starts_at'][:10]}".strip("-")
    taken = set(EventSummary.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def check_again(summary, *, by):
    """Compare the present record with the platform once more; answers that were given stay."""
    summary = lock_summary(summary)
    summary.findings.unanswered().filter(code__in=PLATFORM_CODES).delete()
    last = summary.findings.aggregate(last=Max("position"))["last"] or 0
    added = not_asked_yet(summary)
    add_findings(summary, added, start=last + 1)
    return len(added)


def not_asked_yet(summary):
    """The platform's findings on the present record that nobody has answered; never writes."""
    source = getattr(summary, "source", None)
    answered = list(summary.findings.of_the_draft().exclude(answer=""))
    left_out = [
        str(each.values[0])
        for each in answered
        if each.code.startswith("person-") and each.answer == FindingAnswer.DISMISSED
    ]
    lines = source.lines if source else ()
    fresh = compare(summary.record, lines, summary.event, left_out)
    known = {_subject(each.code, each.values, each.proposal) for each in answered}
    return [
        each
        for each in fresh
        if _subject(each["code"], each["values"], each["proposal"]) not in known
    ]


def _subject(code, values, proposal):
    """What a finding is about, whatever it says of it: ("person", "Ola Svedin")."""
    proposal = proposal or {}
    if differences := proposal.get("differences"):
        return code, json.dumps(differences, sort_keys=True)
    words = proposal.get("words") or (values[0] if values else "")
    return code.partition("-")[0], str(words)


def add_findings(summary, findings, start=1):
    Finding.objects.bulk_create(
        Finding(
            summary=summary,
            position=position,
            code=finding["code"],
            message=finding["message"],
            where=finding["where"],
            values=finding["values"],
            proposal=finding.get("proposal"),
        )
        for position, finding in enumerate(findings, start=start)
    )
