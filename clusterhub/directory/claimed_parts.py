"""Who call themselves part of a body that has not said so."""

from django.db.models import Q

from clusterhub.directory.models import word_of_parent

MOST = 100


def claimed_parts(organisation):
    """Drafts are nobody's business."""
    rows = organisation.parts.exclude(published_at=None).filter(merged_into=None)
    rows = rows.annotate(parent_word=word_of_parent()).filter(
        Q(parent_word=None) | Q(parent_word=False)
    )
    return list(rows.order_by("name")[:MOST])
