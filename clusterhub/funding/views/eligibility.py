"""“May I apply?”: the page, its JSON twin, and the answers that it keeps."""

import json

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.funding import applicants, may_apply, operations
from clusterhub.funding.eligibility import check, clean_facts
from clusterhub.funding.forms import AnswersForm
from clusterhub.funding.models import Call
from clusterhub.web.addresses import absolute

LARGEST_BODY = 100_000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request, slug):
    call = _visible(request, slug)
    asking = _Asking(request, call)
    form = asking.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        asking.take(form.facts, keeps=bool(request.POST.get("keep")))
        return redirect(asking.address)
    return render(request, "funding/eligibility.html", asking.context(form))


class _Asking:
    """One applicant's question about one call."""

    def __init__(self, request, call):
        self.request, self.call = request, call
        self.own = applicants.own_organisations(request.user)
        asked_for = request.GET.get("organisation", "")
        self.organisation = applicants.chosen_organisation(self.own, asked_for)
        self.on = applicants.today()
        self.facts = applicants.known_of(request, self.organisation, self.on)
        self.verdict = check(call.rules, self.facts, self.on, applicants.standings())
        self.address = reverse("funding:eligibility", args=[call.slug])
        if self.own:
            chosen = self.organisation.slug if self.organisation else "someone-else"
            self.address += f"?organisation={chosen}"

    def form(self, submitted):
        """What is open comes first; what is known can be put right below it."""
        works_out = "work-out" in self.request.GET
        facts = may_apply.completed(self.facts)
        rules = self.call.rules
        self.asked = may_apply.open_questions(self.verdict, rules, facts, works_out=works_out)
        self.known = may_apply.known_questions(rules, facts, self.asked)
        return AnswersForm([*self.asked, *self.known], facts, submitted)

    def take(self, facts, *, keeps):
        told = {
            name: value
            for name, value in facts.items()
            if value is not None or self.facts.get(name) is not None
        }
        if keeps and self.organisation is not None:
            kept = applicants.session_answers(self.request, self.organisation) | told
            facts = {name: value for name, value in kept.items() if value is not None}
            operations.keep_answers(self.organisation, facts=facts, by=self.request.user)
            applicants.forget_session(self.request, self.organisation)
            messages.success(self.request, _("Kept for %s.") % self.organisation)
            return
        applicants.remember_answers(self.request, self.organisation, told)

    def context(self, form):
        open_facts = {question.fact for question in self.asked}
        lines = list(form.lines())
        return {
            "call": self.call,
            "verdict": self.verdict,
            "answer": may_apply.ANSWER_WORDS[self.verdict.answer],
            "lines": may_apply.results_in_words(self.verdict, self.facts),
            "doubts": may_apply.doubts_in_words(self.verdict),
            "form": form,
            "open_fields": [form[name] for name, fact in form.facts_of_fields.items() if fact in open_facts],
            "known_fields": [form[name] for name, fact in form.facts_of_fields.items() if fact not in open_facts],
            "open_tables": [each for each in lines if each["question"].fact in open_facts],
            "known_tables": [each for each in lines if each["question"].fact not in open_facts],
            "own": self.own,
            "organisation": self.organisation,
            "address": self.address,
            "has_answers": bool(applicants.session_answers(self.request, self.organisation))
            or bool(self.organisation and hasattr(self.organisation, "kept_answers")),
        }  # fmt: skip


@never_cache
@require_POST
def forget_answers(request, slug):
    """Both what stands in this session and what was kept for the organisation."""
    call = _visible(request, slug)
    own = applicants.own_organisations(request.user)
    organisation = applicants.chosen_organisation(own, request.POST.get("organisation", ""))
    applicants.forget_session(request, organisation)
    if organisation is not None:
        operations.forget_answers(organisation, by=request.user)
    messages.success(request, _("Your answers are deleted."))
    address = reverse("funding:eligibility", args=[call.slug])
    chosen = organisation.slug if organisation else "someone-else"
    return redirect(f"{address}?organisation={chosen}" if own else address)


@never_cache
@csrf_exempt  # A POST here changes nothing and looks at no session; it only computes.
@require_http_methods(["GET", "HEAD", "POST"])
def eligibility_json(request, slug):
    if request.method == "POST":
        return _computed(request, slug)
    call = _visible(request, slug)
    asking = _Asking(request, call)
    chosen = asking.organisation.slug if asking.organisation else None
    return JsonResponse(_data(call, asking.verdict, asking.facts) | {"organisation": chosen})


def _computed(request, slug):
    """For facts that a program sends: `{"facts": {…}, "on": "2026-11-23"}`."""
    call = get_visible_or_404(Call.objects.public(), slug=slug)
    if len(request.body) > LARGEST_BODY:
        return _refused([_("This is more than an applicant can say of herself.")])
    try:
        sent = json.loads(request.body)
        raw, day = sent.get("facts", {}), sent.get("on")
    except (ValueError, AttributeError, RecursionError):
        return _refused([_("The body must be a JSON object with facts.")])
    on = applicants.day_of(day, applicants.today())
    facts, problems = clean_facts(raw)
    if problems:
        return _refused([f"{name}: {words}" for name, words in problems.items()])
    verdict = check(call.rules, facts, on, applicants.standings())
    return JsonResponse(_data(call, verdict, facts) | {"organisation": None})


def _refused(problems):
    return JsonResponse({"problems": problems}, status=400)


def _data(call, verdict, facts):
    address = absolute(call.get_absolute_url())
    return {"call": address} | may_apply.verdict_as_data(verdict, call.rules, facts)


def _visible(request, slug):
    return get_visible_or_404(Call.objects.visible_to(request.user), slug=slug)
