"""What evaluators and applicants are told: an invitation, the decision with its reasons, an appeal."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import (
    Appeal,
    Application,
    Consensus,
    Engagement,
    Outcome,
    OutcomePlace,
    Remedy,
)
from clusterhub.applications.words import to_the_second
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute

SUBJECTS = {
    "evaluation: invitation": _("Will you evaluate applications? %s"),
    "evaluation: decision": _("The decision on your application: %s"),
    "evaluation: moved up": _("A place is free for your application: %s"),
    "evaluation: appeal": _("The answer to your appeal: %s"),
    "evaluation: remedy": _("What follows from your appeal: %s"),
}


def _post(row, hosted, kind, *, to, once):
    about = (row._meta.label_lower, row.pk)
    folder = f"applications.hostedcall:{hosted.pk}"
    return Post(to=to, kind=kind, about=about, folder=folder, once=once)


def invitation_letter(engagement):
    role = engagement.role
    kind, once = "evaluation: invitation", f"evaluation invitation {engagement.pk}"
    return _post(engagement, role.hosted, kind, to=role.person.email, once=once)


def outcome_letters(outcome, kind="evaluation: decision"):
    """One to each member of the team, once."""
    hosted = outcome.application.hosted
    return [
        _post(
            outcome, hosted, kind, to=member.person.email, once=f"{kind} {outcome.pk} {member.pk}"
        )
        for member in outcome.application.members.joined().select_related("person")
    ]


def appeal_letters(appeal):
    application, kind = appeal.outcome.application, "evaluation: appeal"
    return [
        _post(appeal, application.hosted, kind, to=member.person.email, once=f"{kind} {member.pk}")
        for member in application.members.joined().select_related("person")
    ]


def remedy_letters(remedy):
    application, kind = remedy.appeal.outcome.application, "evaluation: remedy"
    return [
        _post(remedy, application.hosted, kind, to=member.person.email, once=f"{kind} {member.pk}")
        for member in application.members.joined().select_related("person")
    ]


def write_evaluation_letters(letters):
    """Each kind from its own rows; what is no longer there is not sent."""
    sources = {
        "evaluation: invitation": (Engagement, ("role__hosted__call", "role__person"), _invited),
        "evaluation: decision": (Outcome, OUTCOME_NEEDS, decision_text),
        "evaluation: moved up": (Outcome, OUTCOME_NEEDS, _moved_up),
        "evaluation: appeal": (Appeal, ("outcome__application__hosted__call",), _appealed),
        "evaluation: remedy": (Remedy, REMEDY_NEEDS, _remedied),
    }
    words = {}
    for kind, (model, needs, text_of) in sources.items():
        mine = [letter for letter in letters if letter.kind == kind]
        rows = model.objects.select_related(*needs).in_bulk([each.about_id for each in mine])
        for letter in mine:
            if row := rows.get(letter.about_id):
                title, text = text_of(row)
                subject = " ".join((str(SUBJECTS[kind]) % title).split())[:200]
                words[letter.pk] = Words(subject, text)
    return words


REMEDY_NEEDS = ("appeal__outcome__application__hosted__call",)
OUTCOME_NEEDS = ("application__hosted__call", "application__hosted__procedure", "decision")


def _invited(engagement):
    call = engagement.role.hosted.call
    url = absolute(reverse("evaluation:mine"))
    context = {"name": engagement.role.person, "call": call, "url": url}
    return call.title, _text("evaluator_invited.txt", context)


def decision_text(outcome):
    """The title of the call and the letter of one application, as the preview shows it too."""
    [application] = as_handed_in([outcome.application])
    procedure = application.hosted.procedure
    consensus = Consensus.objects.filter(application=application).first()
    scores = consensus.scores if consensus else {}
    context = {
        "outcome": outcome,
        "application": application,
        "call": application.hosted.call,
        "is_funded": outcome.is_funded,
        "is_given_back": outcome.gave_back_at is not None,
        "is_reserve": outcome.place == OutcomePlace.RESERVE,
        "next": next_stage_of(application) if outcome.place == OutcomePlace.INVITED else None,
        "is_first": application.hosted.second_stage() is not None,
        "words": consensus.words if consensus else "",
        "scores": [
            (row["label"], scores[row["key"]], row["most"])
            for row in procedure.criteria
            if row["key"] in scores
        ],
        "appeal_days": procedure.appeal_days,
        "url": absolute(reverse("evaluation:outcome", args=[application.uid])),
    }
    return application.hosted.call.title, _text("outcome.txt", context)


def next_stage_of(application):
    """Where an invited application goes on, and until when; None before it was carried over."""
    copy = Application.objects.filter(came_from=application).select_related("hosted__call").first()
    if copy is None:
        return None
    last = copy.hosted.deadlines()[-1:]
    until = to_the_second(last[0].closes_at, last[0].time_zone) if last else ""
    return {"until": until, "url": absolute(copy.get_absolute_url()), "reference": copy.reference}


def _moved_up(outcome):
    [application] = as_handed_in([outcome.application])
    url = absolute(reverse("evaluation:outcome", args=[application.uid]))
    context = {"application": application, "call": application.hosted.call, "url": url}
    return application.hosted.call.title, _text("moved_up.txt", context | {"outcome": outcome})


def _appealed(appeal):
    application = appeal.outcome.application
    context = {"application": application, "call": application.hosted.call, "appeal": appeal}
    context["next"] = next_stage_of(application) if appeal.is_upheld else None
    return application.hosted.call.title, _text("appeal_decided.txt", context)


def _remedied(remedy):
    outcome = remedy.appeal.outcome
    [application] = as_handed_in([outcome.application])
    url = absolute(reverse("evaluation:outcome", args=[application.uid]))
    context = {"application": application, "call": application.hosted.call, "url": url}
    context |= {"remedy": remedy, "outcome": outcome}
    return application.hosted.call.title, _text("appeal_followed.txt", context)


def _text(template, context):
    return render_to_string(
        f"applications/email/{template}", context | {"site": settings.SITE_NAME}
    )
