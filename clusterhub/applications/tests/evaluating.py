"""A call that is judged, step by step as a test needs it."""

from itertools import count as count_from

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import Assignment, RoleKind
from clusterhub.applications.operations import (
    agreeing,
    assigning,
    deciding,
    engaging,
    procedure,
    scoring,
    screening,
)
from clusterhub.applications.tests.makers import (
    make_hosted,
    make_publisher,
    make_submitted,
    pass_deadline,
)
from clusterhub.directory.tests.makers import make_country

numbers = count_from(1)
CRITERIA = [
    {"key": "c1", "label": "Excellence", "weight": "1", "most": "5", "step": "0.5", "least": "3"},
    {"key": "c2", "label": "Impact", "weight": "1", "most": "5", "step": "0.5", "least": ""},
]


def make_judged(count=2, evaluators=2, countries=(("ES", "Spain"),), is_fixed=True, **rules):
    """A call whose deadline is over, with `count` applications, an officer, and evaluators."""
    hosted = make_hosted()
    for number in range(count):
        country = make_country(*countries[number % len(countries)])
        facts = {"title": f"Project {number + 1}", "lead_name": f"Lead {number + 1}"}
        make_submitted(hosted, lead_country=country, **facts)
    pass_deadline(hosted)
    officer = make_officer(hosted)
    rules = {"criteria": CRITERIA, "evaluators": evaluators, "amount": 5000} | rules
    procedure.set_procedure(hosted, by=hosted.publisher, **rules)
    if is_fixed:
        procedure.fix_procedure(hosted, by=hosted.publisher)
    people = [make_evaluator(hosted) for _ in range(evaluators)]
    hosted = fresh(hosted)
    hosted.officer, hosted.evaluators = officer, people
    return hosted


def fresh(hosted):
    """As another request sees it, with the publisher of the test."""
    again = type(hosted).objects.select_related("call", "procedure").get(pk=hosted.pk)
    for name in ("publisher", "officer", "evaluators"):
        if hasattr(hosted, name):
            setattr(again, name, getattr(hosted, name))
    return again


def make_officer(hosted):
    """With mail at a body of her own: the same domain would be a tie."""
    return make_publisher(hosted, RoleKind.OFFICER, email=f"officer@office{next(numbers)}.example")


def make_evaluator(hosted, **changes):
    """Somebody with mail at a body of her own, who has promised."""
    person = make_user(**({"email": f"judge@body{next(numbers)}.example"} | changes))
    engagement = engaging.invite_evaluator(hosted, person=person, by=hosted.publisher)
    engaging.answer_invitation(engagement, accepts=True, by=person)
    return person


def applications(hosted):
    return list(hosted.applications.order_by("number"))


def screen_all(hosted):
    for application in applications(hosted):
        screening.screen_application(application, verdict="yes", by=hosted.officer)


def assign(hosted):
    screen_all(hosted)
    return assigning.assign_evaluators(hosted, by=hosted.officer)


def give(application, person, first="4", second="4"):
    comments = {"c1": f"Said by {person}", "": "In sum"}
    return scoring.save_evaluation(
        application,
        scores={"c1": first, "c2": second},
        comments=comments,
        gives=True,
        by=person,
    )


def agree(application, *scores, words="We agree."):
    """Everybody assigned agrees to these scores."""
    people = [row.evaluator for row in Assignment.objects.filter(application=application)]
    first, second = scores
    consensus = agreeing.save_consensus(
        *(application,),
        scores={"c1": first, "c2": second},
        words=words,
        number=0,
        by=people[0],
    )
    for person in people[1:]:
        agreeing.agree_to_consensus(application, number=consensus.number, by=person)


def judge_all(hosted, scores):
    """Everybody gives, and the consensus is what `scores` says for each application in turn."""
    assign(hosted)
    for application, (first, second) in zip(applications(hosted), scores, strict=True):
        for row in application.assignments.current():
            give(application, row.evaluator, first, second)
        agree(application, first, second)


def decide(hosted):
    return deciding.decide(hosted, by=hosted.officer)
