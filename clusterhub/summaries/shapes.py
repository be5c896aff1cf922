"""A published summary for programs: the record, and what it is linked to here."""

from django.conf import settings

from clusterhub.summaries.presenting import address_of


def summary_in_full(summary):
    """The record as docs/summary-format.md has it, with addresses and mentions beside it."""
    return summary.published_record | {
        "findings": [],
        "url": f"{settings.BASE_URL}{summary.get_absolute_url()}",
        "published_at": summary.published_at.isoformat(),
        "event": _address(summary.event) if summary.event else None,
        "mentions": [
            {"place": each.place, "kind": each.kind, "words": each.words, "url": address}
            for each in summary.mentions.with_targets()
            if (address := _address(each.target))
        ],
        "corrections": [
            {"at": each.at.isoformat(), "what": each.what, "changes": each.changes}
            for each in summary.corrections.all()
        ],
    }


def _address(target):
    address = address_of(target)
    return f"{settings.BASE_URL}{address}" if address.startswith("/") else address
