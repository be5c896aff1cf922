"""Profiles that nobody keeps any more wait for somebody who does."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import Editorship, Organisation

AT_ONCE = 1000


def mark_all_claimable():
    """Note which listed profiles have nobody with a living account who administers them.

    An account that closes takes its editorships along without telling anybody here.
    """
    administrators = Editorship.objects.administrators().filter(
        editor__is_active=True, organisation=OuterRef("pk")
    )
    kept = Organisation.objects.annotate(is_kept=Exists(administrators))
    for chunk in _in_chunks(kept.filter(is_kept=False, is_claimable=False).listed()):
        _mark(chunk, True)
    for chunk in _in_chunks(kept.filter(is_kept=True, is_claimable=True)):
        _mark(chunk, False)


def _in_chunks(rows):
    last = 0
    while chunk := list(rows.filter(pk__gt=last).only("pk", "name").order_by("pk")[:AT_ONCE]):
        yield chunk
        last = chunk[-1].pk


@transaction.atomic
def _mark(chunk, is_claimable):
    pks = [organisation.pk for organisation in chunk]
    Organisation.objects.filter(pk__in=pks).update(is_claimable=is_claimable)
    once_kept = Organisation.objects.filter(pk__in=pks, confirmations__isnull=False).distinct()
    for organisation in once_kept if is_claimable else ():
        record_activity("lost the last administrator of", organisation, by=None)
