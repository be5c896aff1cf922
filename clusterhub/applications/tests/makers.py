from datetime import timedelta
from itertools import count

from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import RoleKind
from clusterhub.applications.operations import building, hosting, submitting, writing
from clusterhub.funding.tests.makers import make_call

numbers = count(1)


def make_publisher(hosted=None, role=RoleKind.PUBLISHER, **changes):
    """Somebody with this role on a call, with mail at a body of her own, since the same domain is a
    tie."""
    changes = {"email": f"{role}{next(numbers)}@desk{next(numbers)}.example"} | changes
    user = make_user(**changes)
    if hosted is not None:
        hosting.give_role(hosted, person=user, role=role, by=None)
    return user


def make_hosted(is_open=True, questions=(), call=None, **settings):
    """A hosted call that is open, closes in ten days, and asks for one long text by default.

    `questions` are dicts for `add_question`. Its publisher is `hosted.publisher` for the test.
    """
    hosted = hosting.host_call(call or make_call(), by=None, **settings)
    hosted.publisher = make_publisher(hosted)
    form = building.draft_form(hosted, by=hosted.publisher)
    section = building.add_section(form, title="The project", by=hosted.publisher)
    for question in questions or [{"kind": "long", "label": "What do you want to do?"}]:
        building.add_question(section, by=hosted.publisher, **question)
    if is_open:
        building.publish_form(hosted, by=hosted.publisher)
        publisher, hosted = hosted.publisher, hosting.open_hosted(hosted, by=hosted.publisher)
        hosted.publisher = publisher
    return hosted


def make_application(hosted=None, by=None, is_answered=True, **facts):
    """Started by somebody of its own, `application.leader`, and answered unless it is not to be."""
    hosted, by = hosted or make_hosted(), by or make_user()
    values = {"title": "Dry wood from wet forests", "lead_name": "Teste Wood Ltd"}
    application = writing.start_application(hosted, by=by, **(values | facts))
    application.leader = by
    if is_answered:
        for question in application.form.questions.all():
            answer(application, question)
    return application


SAID = {
    "number": "3",
    "money": "5000.00",
    "declaration": True,
}


def answer(application, question, value=None, by=None, based_on=0):
    """Write an answer that fits the question's kind, or the value that is given."""
    if value is None:
        value = SAID.get(question.kind, f"About: {question.label}")
        if question.kind in ("one", "many"):
            value = question.settings["choices"][0]
            value = [value] if question.kind == "many" else value
        if question.kind == "budget":
            columns = len(question.settings["columns"])
            value = {"rows": [["Travel", *["1000"] * columns]]}
    if question.kind in ("partners", "file"):
        return None
    return writing.write_answer(
        application, key=question.key, value=value, based_on=based_on, by=by or application.leader
    )[0]


def make_submitted(hosted=None, received_at=None, **facts):
    """An application that is handed in, now or at `received_at`."""
    application = make_application(hosted, **facts)
    submission = submit(application, received_at)
    submission.application.leader = application.leader
    return submission.application


def submit(application, received_at=None, by=None):
    return submitting.submit_application(
        application, by=by or application.leader, received_at=received_at or timezone.now()
    )


def pass_deadline(hosted, by=timedelta(minutes=1)):
    """Let the deadlines of its call be over since `by`, as time does."""
    hosted.call.deadlines.update(closes_at=timezone.now() - by)
