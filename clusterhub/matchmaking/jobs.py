import time

from django_tasks import task

from clusterhub.documents.writing.paper import to_paper
from clusterhub.matchmaking.operations import answering, papers, scheduling
from clusterhub.matchmaking.operations.arranging import end_meetings_of_the_absent
from clusterhub.matchmaking.operations.later import ask_later
from clusterhub.matchmaking.operations.offering import offer_freed
from clusterhub.matchmaking.operations.portraits import keep_portraits
from clusterhub.matchmaking.papers import html_of, stamp_of
from clusterhub.matchmaking.schedule_figures import keep_locked_tables, result_of
from clusterhub.matchmaking.scheduler import BadInput, Problem, read, schedule
from clusterhub.matchmaking.scheduling_facts import facts_of

SECONDS_BETWEEN_BEATS = 1


@task()
def make_schedule(pk):
    """Make the schedule that somebody asked for; killed and begun again, it is made once."""
    if (row := scheduling.claim(pk)) is None:
        return
    try:
        _make(row)
    except BadInput as bad:
        scheduling.fail(row, str(bad))
    except Exception:
        scheduling.fail(row, "It could not be made. The log of the worker says more.")
        raise


def _make(row):
    began, facts = time.monotonic(), facts_of(row.matchmaking)
    problem = Problem(read(facts.given | {"options": row.options}))
    made = schedule(problem, _watch(row, began))
    locked = {
        each["id"]: facts.held[each["id"]] for each in facts.given["meetings"] if each["fixed_slot"]
    }
    result = result_of(made, facts.given, time.monotonic() - began)
    places = {m: (slot, table) for m, slot, table in result["placed"]}
    kept = keep_locked_tables(places, locked)
    result["placed"] = [[m, slot, table] for m, (slot, table) in kept.items()]
    scheduling.finish(row, result=result, fingerprint=facts.fingerprint)


def _watch(row, began):
    last = [began - SECONDS_BETWEEN_BEATS]
    tries = row.progress.get("tries", 1)

    def watch(progress):
        now = time.monotonic()
        if now - last[0] < SECONDS_BETWEEN_BEATS:
            return False
        last[0] = now
        facts = progress._asdict() | {"seconds": round(now - began, 1), "tries": tries}
        return scheduling.beat(row, facts)

    return watch


@task()
def make_paper(pk):
    """Draw the paper that somebody asked for; the slow part is outside any transaction."""
    if (paper := papers.claim(pk)) is None:
        return
    stamp, page = stamp_of(paper.matchmaking), html_of(paper)
    papers.finish(paper, content=to_paper(page) if page else None, stamp=stamp)


def go_on_with_papers():
    """What a killed worker left is drawn by another one; what is a day old goes."""
    papers.forget_papers()
    for pk in papers.take_up_lost():
        make_paper.enqueue(pk)


def go_on_with_schedules():
    """What a killed worker left behind is made by another one."""
    for pk in scheduling.take_up_lost():
        make_schedule.enqueue(pk)


def end_meetings():
    """Of people who left, or do not come any more."""
    end_meetings_of_the_absent()


def ask_what_came_of_meetings():
    """Half a year after an event, everybody who met somebody there, once."""
    ask_later()


def expire_requests():
    """What nobody answered in time."""
    answering.expire()


def offer_freed_times():
    """To those whose meeting has none, in one letter a day at most."""
    offer_freed()


def remind_of_requests():
    """Whose answer is awaited, once for each request."""
    answering.remind()


def read_profiles():
    """What words of profiles mean, and how often everybody may be suggested."""
    keep_portraits()
