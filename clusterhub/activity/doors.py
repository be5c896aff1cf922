"""Tells an address that was public once from one that never was; the trail knows."""

from django.http import Http404

from clusterhub.activity.models import Entry

WITHDRAWALS = ("withdrew", "unpublished")


class TakenBack(Http404):
    """Once public, now not: its page says so, and nothing of what it was."""

    is_taken_back = True


def get_visible_or_404(visible, **lookup):
    """One row of `visible`; what was published once answers as taken back, the rest as unknown."""
    try:
        return visible.get(**lookup)
    except visible.model.DoesNotExist:
        hidden = visible.model._base_manager.filter(**lookup).first()
    if hidden and Entry.objects.about(hidden).filter(verb__in=WITHDRAWALS).exists():
        raise TakenBack
    raise Http404
