"""A listed cluster organisation changed what it was listed for: it stays listed, and a validator
looks at it again."""

from functools import partial

from django.db import transaction

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.review import email_decision, email_look_waits
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.operations.ownership import demand_judge
from clusterhub.directory.operations.review import close, hand_in, lock_open
from clusterhub.directory.refusals import AlreadyDecided
from clusterhub.directory.states import LISTED

LISTED_FOR = ("name", "kind", "country")


@transaction.atomic
def look_again(organisation, *, by):
    """Ask for another look at a locked organisation whose own people have just changed what it was
    listed for; the case, or None where nobody has to look."""
    if by is None or can_edit_content(by) or organisation.state not in LISTED:
        return None
    before = organisation.before
    if OrganisationKind.CLUSTER_ORGANISATION not in (organisation.kind, before["kind"]):
        return None
    now = {"name": organisation.name, "kind": organisation.kind, "country": organisation.country_id}
    changed = {name: [before[name], now[name]] for name in LISTED_FOR if before[name] != now[name]}
    if not changed:
        return None
    waiting = organisation.submissions.open().first()
    if waiting is None:
        record_activity("asked for another look at", organisation, by=by, fields=sorted(changed))
        look = hand_in(organisation, by, looks=changed)
        transaction.on_commit(partial(email_look_waits.enqueue, look.pk))
        return look
    if waiting.looks:
        _add(waiting, changed)
    return waiting


def _add(look, changed):
    """What was changed twice shows from where it began; what was changed back is no change."""
    looks = dict(look.looks)
    for name, (before, after) in changed.items():
        looks[name] = [looks[name][0] if name in looks else before, after]
    # With nothing left to look at, a validator still sees that there was something.
    look.looks = {n: pair for n, pair in looks.items() if pair[0] != pair[1]} or looks
    look.save(update_fields=["looks"])


@transaction.atomic
def end_look(look, *, by):
    """Say that the organisation stays listed as it is."""
    organisation = lock_open(look)
    demand_judge(organisation, by, look)
    if not look.looks or organisation.state not in LISTED:
        raise AlreadyDecided
    close(look, organisation.state, "", by)
    transaction.on_commit(partial(email_decision.enqueue, look.pk))
    record_activity("looked again at", organisation, by=by)
    return look
