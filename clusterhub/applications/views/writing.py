"""A section is written: saved by a button, or by itself; files; two texts of the same answer."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.applications.filling import Filled, shown_problem
from clusterhub.applications.forms.answers import (
    is_on_page,
    most_kept,
    read_answer,
    too_long_in_words,
)
from clusterhub.applications.models import Attachment
from clusterhub.applications.operations import attaching, writing
from clusterhub.applications.permissions import WRITERS
from clusterhub.applications.questions import problem_of
from clusterhub.applications.reading import Contents
from clusterhub.applications.refusals import NotAllowed, TooLong
from clusterhub.applications.views.attempts import attempt, words_of
from clusterhub.applications.views.doors import own_application, private
from clusterhub.applications.views.mine import clock_of
from clusterhub.documents.file_kinds import MEGABYTE, MOST_MB

NO_ANSWER = ("file", "partners")  # They have pages and rows of their own.


@require_http_methods(["GET", "HEAD", "POST"])
@private
def section(request, uid, key):
    application = own_application(request, uid, *WRITERS)
    notices = {}
    if request.method == "POST":
        notices = _save_all(request, application, key)
        if not notices:
            messages.success(request, _("Saved."))
            return redirect(_where_next(request, application, key))
    contents = Contents(application)
    found = [(each, some) for each, some in contents.sections if each.key == key]
    if not found:
        raise Http404
    (present, questions) = found[0]
    keys = [each.key for each, _some in contents.sections]
    at = keys.index(key)
    context = {
        "application": application,
        "section": present,
        "sections": [each for each, _some in contents.sections],
        "position": at + 1,
        "before": keys[at - 1] if at else "",
        "after": keys[at + 1] if at + 1 < len(keys) else "",
        "fields": _filled(application, contents, questions, notices),
        "clock": clock_of(application),
    }
    status = 422 if notices else 200
    return render(request, "applications/section.html", context, status=status)


def _save_all(request, application, key):
    """Every answer of the page by itself; sentences by key for what was not simply taken."""
    notices = {}
    for question in application.form.questions.filter(section__key=key):
        if question.kind in NO_ANSWER or not is_on_page(question, request.POST):
            continue
        value, based_on = read_answer(question, request.POST)
        state, words, kept = _save(application, question, value, based_on, request.user)
        if state == "refused":  # What she typed stands in the field still, to be copied.
            notices[question.key] = (words, kept)
        elif state != "saved":
            notices[question.key] = (words, None)
    return notices


def _save(application, question, value, based_on, by):
    """(what became of it, in words, what fits if it was too long)"""
    facts = {"key": question.key, "based_on": based_on, "by": by}
    try:
        _answer, rival = writing.write_answer(application, value=value, **facts)
    except TooLong as refusal:
        writing.write_answer(application, value=refusal.kept, **facts)
        return "cut", too_long_in_words(len(refusal.kept)), refusal.kept
    except NotAllowed as refusal:
        return "refused", words_of(refusal), value
    if rival is not None:
        return "beside", BESIDE, None
    return "saved", "", None


BESIDE = gettext_lazy(
    "Somebody else has changed this answer in the meantime. Both texts are kept: open the page again to see them."
)


def _where_next(request, application, key):
    if request.POST.get("go") == "overview":
        return application
    target = request.POST.get("go") or key
    return redirect("applications:section", application.uid, target)["Location"]


def _filled(application, contents, questions, notices):
    versions = application.answer_versions.filter(is_rival=True, settled_at=None)
    rivals = {}
    for version in versions.select_related("written_by"):
        rivals.setdefault(version.key, []).append(version)
    fields = []
    for question in questions:
        answer = contents.answers.get(question.key)
        value = contents.values.get(question.key)
        words, typed = notices.get(question.key, ("", None))
        problem = problem_of(question, value, contents.partners)
        fields.append(
            Filled(
                question=question,
                value=value if typed is None else typed,
                number=answer.number if answer else 0,
                is_asked=question.key in contents.asked,
                problem=shown_problem(problem, value),
                notice=words,
                most_kept=most_kept(question),
                rivals=rivals.get(question.key, []),
                files=[file for file in contents.files if file.key == question.key],
                partners=contents.partners if question.kind == "partners" else [],
            )
        )
    return fields


@require_POST
@private
def answers(request, uid):
    """One answer that saves itself; the words of the answer are what the page says beside it."""
    application = own_application(request, uid, *WRITERS)
    key = request.POST.get("key", "").replace("\0", "")
    question = application.form.questions.filter(key=key).first()
    if question is None or question.kind in NO_ANSWER:
        words = _(
            "The form has changed; open the page again. What you wrote is kept on this device."
        )
        return JsonResponse({"state": "gone", "words": words}, status=409)
    value, based_on = read_answer(question, request.POST)
    state, words, kept = _save(application, question, value, based_on, request.user)
    if state == "refused":
        words = _("%s What you wrote is kept on this device.") % words
        return JsonResponse({"state": state, "words": words}, status=403)
    present = application.answers.filter(key=question.key).first()
    problem = shown_problem(problem_of(question, value), value)
    return JsonResponse(
        {
            "state": state,
            "words": words or problem,
            "number": based_on if state == "beside" else (present.number if present else 0),
            "kept": kept,
            "left": clock_of(application)["left"],
        }
    )


@require_POST
@private
def rival(request, uid, pk):
    application = own_application(request, uid, *WRITERS)
    row = get_object_or_404(application.answer_versions.filter(is_rival=True), pk=pk)
    takes = request.POST.get("take") == "this"
    attempt(request, writing.settle_rival, row, takes=takes, by=request.user, done=_("Decided."))
    return redirect(_section_of(application, row.key))


def _section_of(application, key):
    question = application.form.questions.select_related("section").filter(key=key).first()
    if question is None:
        return application
    address = redirect("applications:section", application.uid, question.section.key)["Location"]
    return f"{address}#q-{key}"


@require_POST
@private
def files(request, uid, key):
    application = own_application(request, uid, *WRITERS)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
    elif file.size > MOST_MB * MEGABYTE:
        messages.error(request, _("The file is larger than %s MB.") % MOST_MB)
    else:
        get_object_or_404(application.form.questions.filter(kind="file"), key=key)
        facts = {"key": key, "name": file.name, "content": file.read(), "by": request.user}
        attempt(request, attaching.attach_file, application, done=_("Added."), **facts)
    return redirect(_section_of(application, key))


@require_POST
@private
def file_removal(request, uid, file):
    application = own_application(request, uid, *WRITERS)
    rows = Attachment.objects.select_related("application")
    row = get_object_or_404(rows, application=application, uid=file, removed_at=None)
    attempt(request, attaching.detach_file, row, by=request.user, done=_("Taken away."))
    return redirect(_section_of(application, row.key))
