"""The editors' doors to the rules of a call: who may apply, without writing JSON."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.funding import may_apply, operations
from clusterhub.funding.applicants import today
from clusterhub.funding.eligibility import RulesRefused
from clusterhub.funding.eligibility.shape import new_id
from clusterhub.funding.forms.rule_fields import FIELDS, KIND_WORDS
from clusterhub.funding.forms.rules import RuleForm, fits_form
from clusterhub.funding.models import Call
from clusterhub.funding.permissions import can_edit_calls
from clusterhub.web.desk import only_for, sent
from clusterhub.web.older import SavedMeanwhile, demand_newest

for_editors = only_for(can_edit_calls)
GROUPS = ("any", "all")


@for_editors
@require_safe
def rules(request, slug):
    call = _call(slug)
    lines = may_apply.rules_in_words(call.rules, today())
    readable = [rule for rule in call.rules if isinstance(rule, dict)]
    for line, rule in zip(lines, readable, strict=True):
        line["can_edit"] = fits_form(rule)
        line["is_group"] = rule.get("kind") in GROUPS
    kinds = [(kind, *words) for kind, words in KIND_WORDS.items()]
    return render(request, "funding/rules.html", {"call": call, "lines": lines, "kinds": kinds})


@for_editors
def add_rule(request, slug, kind):
    if kind not in FIELDS:
        raise Http404
    form = RuleForm(kind, submitted=sent(request))
    return _edit(request, _call(slug), form, lambda present: _with(present, form))


def _with(present, form):
    return [*present, form.rule | {"id": new_id(form.kind, present)}]


@for_editors
def rule(request, slug, rule_id):
    call = _call(slug)
    found = _rule(call, rule_id)
    if not fits_form(found):
        raise Http404
    leaf = found["rules"][0] if found["kind"] == "not" else found
    form = RuleForm(leaf["kind"], found, sent(request))
    return _edit(request, call, form, lambda present: _changed(present, rule_id, form))


def _changed(present, rule_id, form):
    for one in present:
        if one.get("id") == rule_id:
            demand_newest(one, form.cleaned_data.get("based_on"))
    return [form.rule | {"id": rule_id} if one.get("id") == rule_id else one for one in present]


def _edit(request, call, form, change):
    if form.is_valid():
        try:
            operations.change_rules(call, change=change, by=request.user)
        except RulesRefused as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        except SavedMeanwhile:
            form.refuse_as_older()
        else:
            messages.success(request, _("Saved."))
            return redirect("funding:rules", call.slug)
    words = KIND_WORDS[form.kind][0]
    return render(request, "funding/rule.html", {"call": call, "form": form, "kind_words": words})


@for_editors
@require_POST
def rule_removal(request, slug, rule_id):
    call = _call(slug)

    def change(present):
        return [one for one in present if one.get("id", "") != rule_id]

    return _change(request, call, change)


@for_editors
@require_POST
def rule_group(request, slug):
    """Put the chosen rules into one of which any, or all, must be met; or take one apart again."""
    call = _call(slug)
    change = _apart if request.POST.get("apart") else _together
    return _change(request, call, lambda present: change(present, request.POST))


def _change(request, call, change):
    try:
        operations.change_rules(call, change=change, by=request.user)
    except RulesRefused as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    return redirect("funding:rules", call.slug)


def _together(present, submitted):
    chosen = [one for one in present if one.get("id") in submitted.getlist("rule")]
    kind = submitted.get("kind")
    if len(chosen) < 2 or kind not in GROUPS:
        raise RulesRefused([_("Choose two rules or more, to be put together.")])
    rest = [one for one in present if one not in chosen]
    group = {"kind": kind, "id": new_id(kind, present), "rules": chosen}
    if any(one.get("binding") for one in chosen):
        group["binding"] = True  # Else what was a wall would no longer be one.
    return [*rest, group]


def _apart(present, submitted):
    rules = []
    for one in present:
        is_meant = one.get("id") == submitted["apart"] and one.get("kind") in GROUPS
        rules += one["rules"] if is_meant else [one]
    return rules


def _call(slug):
    return get_object_or_404(Call, slug=slug)


def _rule(call, rule_id):
    for one in call.rules:
        if isinstance(one, dict) and one.get("id") == rule_id:
            return one
    raise Http404
