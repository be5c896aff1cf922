"""Calls for applications: the same call, another deadline, or not listed."""

from datetime import date, datetime

from django.db.models import Q

from clusterhub.clock.moments import Moment
from clusterhub.clock.writing import deadline_as_text
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.funding.models import Call
from clusterhub.summaries.comparing.finding import best, finding, link, telling_words
from clusterhub.summaries.record import item_title

MOST_CANDIDATES = 200


def compare_calls(record):
    """(findings, {words of a link: the matched call's page})."""
    findings, pages = [], {}
    for item in record["funding"]:
        words = item_title(item)
        call = find_call(item, words)
        if call is None:
            findings.append(_not_listed(item, words))
            continue
        if address := call.url or call.get_absolute_url():
            pages |= {each["text"]: address for each in item["links"]}
        findings.append(_compare_deadlines(call, item, words))
    return findings, pages


def find_call(item, words):
    """By an identifier that stands in the text, else by its title."""
    known = Call.objects.with_deadlines()
    for identifier in {each for each in item["text"].replace(",", " ").split() if "-" in each}:
        if found := known.filter(identifier__iexact=identifier.strip("().;:")).first():
            return found
    telling = telling_words(words)
    if not telling:
        return None
    one_of_them = Q()
    for word in telling:
        one_of_them |= Q(title__icontains=word)
    found, _ = best(known.filter(one_of_them)[:MOST_CANDIDATES], words, lambda call: call.title)
    return found


def _compare_deadlines(call, item, words):
    ours = list(call.deadlines.all())
    proposal = link("call", call, words, call.title)
    differing = [printed for printed in item["deadlines"] if not _is_known(printed, ours)]
    if not differing:
        message = f"The call “{words}” is listed as “{call.title}”."
        return finding("call-matched", message, values=[words], proposal=proposal)
    said = ", ".join(_in_words(each) for each in item["deadlines"])
    moved = {
        "do": "set-deadlines",
        "pk": call.pk,
        "label": call.title,
        "words": words,
        "deadlines": item["deadlines"],
    }
    if not ours:
        message = f"The call “{call.title}” has no deadline here; the talk says {said}."
        known = ""
        proposal = moved | {"choices": [proposal]}
    else:
        known = ", ".join(_deadline_in_words(each) for each in ours)
        message = f"For “{call.title}” the call says {known}, the talk {said}."
        proposal = proposal | {"choices": [moved]}
    return finding("call-deadline-differs", message, values=[known, said], proposal=proposal)


def _not_listed(item, words):
    fields = {
        "title": words,
        "programme": item["programme"] or "",
        "partnership": item["partnership"] or "",
        "deadlines": item["deadlines"],
        "url": next((e["target"] for e in item["links"] if "://" in e["target"]), ""),
    }
    proposal = {"do": "create", "kind": "call", "fields": fields, "words": words}
    message = f"The call “{words}” is not listed here."
    return finding(
        "call-not-listed", message, values=[words, *item["deadlines"]], proposal=proposal
    )


def _is_known(printed, ours):
    if len(printed) == 10:
        return any(each.day == date.fromisoformat(printed) for each in ours)
    instant = datetime.fromisoformat(printed)
    days = {each.day for each in ours if each.is_day_only}
    return any(each.closes_at == instant for each in ours) or instant.date() in days


def _deadline_in_words(deadline):
    if deadline.is_day_only:
        return deadline_as_text(deadline.day)
    return deadline_as_text(deadline.day, Moment(deadline.closes_at, deadline.time_zone))


def _in_words(printed):
    if len(printed) == 10:
        return deadline_as_text(date.fromisoformat(printed))
    moment = Moment(datetime.fromisoformat(printed), DEFAULT_ZONE)
    return deadline_as_text(moment.local().date(), moment)
