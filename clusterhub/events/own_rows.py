"""One's own registration with the knowledge of what hangs on it: one statement in the place of a dozen
that would each say "nothing"."""

from django.db.models import Exists, OuterRef

from clusterhub.events.models import (
    Fair,
    Pool,
    PoolKind,
    Question,
    Registration,
    RegistrationStep,
    SessionPlace,
    WaitingEntry,
    Wording,
)
from clusterhub.web.prepared import Prepared

BROUGHT = "brought a colleague"  # The step of who registered somebody whom she knows.
OF_THE_EVENT = {
    "fair": Fair.objects,
    "counted_sessions": Pool.objects.filter(kind=PoolKind.SESSION),
    "questions": Question.objects,
    "wordings": Wording.objects.current(),
}
OF_HERS = {
    "seats": SessionPlace.objects.filter(ended_at=None),
    "turns": WaitingEntry.objects.open(),
    "brought": RegistrationStep.objects.filter(verb=BROUGHT),
}


def _with_what_hangs_on_it(pk):
    event, hers = OuterRef("event_id"), OuterRef("pk")
    has = {f"has_{what}": Exists(rows.filter(event=event)) for what, rows in OF_THE_EVENT.items()}
    has |= {f"has_{what}": Exists(rows.filter(registration=hers)) for what, rows in OF_HERS.items()}
    near = Registration.objects.select_related("event__country", "event__admission")
    near = near.defer(
        "event__admission__places_shown"
    )  # Changes with each place, and is not shown.
    return near.filter(pk=pk).annotate(**has).order_by()


own_row = Prepared(_with_what_hangs_on_it).one


def may_have(registration, what):
    """False only where the row was read with the knowledge that there is none of it."""
    return getattr(registration, f"has_{what}", True)
