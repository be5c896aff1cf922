"""Paper of a whole event is asked for, made by the worker, kept for a day. A killed worker's is made by
the next one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.matchmaking.models import PlanPaper
from clusterhub.matchmaking.operations.placing import lock_meetings

KEPT_FOR = timedelta(days=1)
LOST_AFTER = timedelta(minutes=3)
MOST_TRIES = 3


@transaction.atomic
def ask_for_paper(matchmaking, *, what, part, language, by):
    """The row, and whether it is a new one: what is being made already is not made twice."""
    lock_meetings(matchmaking.pk)
    same = matchmaking.papers.filter(what=what, part=part, language=language)
    if waiting := same.filter(ended_at=None).first():
        return waiting, False
    facts = {"what": what, "part": part, "language": language, "asked_by": by}
    paper = PlanPaper.objects.create(matchmaking=matchmaking, asked_at=timezone.now(), **facts)
    record_activity("asked for paper of the meetings of", matchmaking.event, by=by, file=paper.name)
    return paper, True


def claim(pk):
    """This worker makes it now; None where another one does, or it is made."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LOST_AFTER)
    rows = PlanPaper.objects.filter(free, pk=pk, ended_at=None)
    if not rows.update(claimed_at=now, tries=F("tries") + 1):
        return None
    return PlanPaper.objects.select_related("matchmaking__event").get(pk=pk)


@transaction.atomic
def finish(paper, *, content, stamp):
    """None: it could not be made. An older one of the same kind goes."""
    own = PlanPaper.objects.filter(pk=paper.pk, claimed_at=paper.claimed_at, ended_at=None)
    if not own.update(ended_at=timezone.now(), content=content, stamp=stamp):
        return
    same = PlanPaper.objects.filter(
        matchmaking=paper.matchmaking_id, what=paper.what, part=paper.part, language=paper.language
    )
    same.filter(ended_at__isnull=False, pk__lt=paper.pk).delete()


def take_up_lost(now=None):
    """Keys of what a killed worker left, or nobody began. Begun three times, it has failed."""
    now = now or timezone.now()
    waiting = Q(claimed_at=None, asked_at__lt=now - LOST_AFTER)
    lost = PlanPaper.objects.filter(waiting | Q(claimed_at__lt=now - LOST_AFTER), ended_at=None)
    lost.filter(tries__gte=MOST_TRIES).update(ended_at=now)
    return list(lost.values_list("pk", flat=True))


def forget_papers(now=None):
    """They name people, and the plan moves on."""
    old = (now or timezone.now()) - KEPT_FOR
    return PlanPaper.objects.filter(ended_at__lt=old).delete()[0]
