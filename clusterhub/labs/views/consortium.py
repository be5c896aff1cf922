"""The consortium of a group: who is in it, what the rules of the call say, who has confirmed."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.directory.models import Organisation
from clusterhub.labs.eligibility import Checked, rule_form
from clusterhub.labs.forms.board import PartnerForm
from clusterhub.labs.models import IdeaGroup, PartnerRole
from clusterhub.labs.operations.consortia import (
    add_partner,
    answer_for,
    answer_rules,
    begin_consortium,
    remove_partner,
)
from clusterhub.labs.permissions import can_see_consortium, speaks_for, works_on
from clusterhub.labs.views.doors import METHODS, in_lab, tried, typed

FOUND = 10
WORK_OUT = "work-out"  # The size is found from figures, as where one asks for oneself.


def _group(door, pk):
    """Also for who keeps the profile of a partner, but works on no board."""
    group = get_object_or_404(
        IdeaGroup.objects.select_related("call", "consortium"), lab=door.lab, pk=pk
    )
    group.lab = door.lab
    has_one = hasattr(group, "consortium")
    if not (can_see_consortium(door.actor, group) if has_one else works_on(door.actor, group)):
        raise Http404
    return group


@require_http_methods(METHODS)
@in_lab
def consortium(request, door, pk):
    group = _group(door, pk)
    if request.method == "POST":
        if tried(request, begin_consortium, group, by=door.actor) is None:
            return redirect(door.url("board", pk))
        return redirect(door.url("consortium", pk))
    if not hasattr(group, "consortium"):
        return redirect(door.url("board", pk))
    return _page(request, door, group)


def _page(request, door, group, form=None, answers=None):
    partners = list(group.consortium.partners.select_related("organisation", "country", "speaker"))
    checked = Checked(group, partners)
    can_work = works_on(door.actor, group)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    context = door.context(
        group=group,
        call=group.call,
        can_work=can_work,
        partners=[(each, speaks_for(door.actor, each)) for each in partners],
        checked=checked,
        rule_form=answers or (_rule_form(request, checked, None) if can_work else None),
        answers_url=_with_work_out(request, door.url("answers", group.pk)),
        here=door.url("consortium", group.pk),
        is_refused=answers is not None,
        form=form or PartnerForm(),
        roles=PartnerRole.choices,
        q=words,
        listed=_listed(words) if can_work else [],
    )
    status = 422 if form or answers else 200
    return render(request, "labs/consortium.html", context, status=status)


def _rule_form(request, checked, submitted):
    return rule_form(checked, submitted, works_out=WORK_OUT in request.GET)


def _with_work_out(request, address):
    return f"{address}?{WORK_OUT}" if WORK_OUT in request.GET else address


def _listed(words):
    if not words:
        return []
    rows = Organisation.objects.exclude(published_at=None).filter(name__icontains=words)
    return rows.select_related("country").order_by("name")[:FOUND]


def _with_consortium(door, pk):
    group = door.board_or_404(pk)
    if not hasattr(group, "consortium"):
        raise Http404
    return group


@require_POST
@in_lab
def partners(request, door, pk):
    """One of the directory, by its slug; or another one, by the form."""
    group = _with_consortium(door, pk)
    if slug := typed(request, "organisation"):
        rows = Organisation.objects.exclude(published_at=None)
        facts = {"organisation": get_object_or_404(rows, slug=slug), "role": _role(request)}
    else:
        form = PartnerForm(request.POST)
        if not form.is_valid():
            return _page(request, door, group, form=form)
        facts = form.cleaned_data
    words = _("Added. The organisation has to confirm.")
    tried(request, add_partner, group.consortium, by=door.actor, done=words, **facts)
    return redirect(door.url("consortium", pk))


def _role(request):
    role = request.POST.get("role", "")
    return role if role in PartnerRole.values else PartnerRole.PARTNER


@require_POST
@in_lab
def partner(request, door, pk, partner):
    group = _group(door, pk)
    if not hasattr(group, "consortium"):
        raise Http404
    rows = group.consortium.partners.select_related("consortium__group__lab__event")
    found, answer = get_object_or_404(rows, pk=partner), request.POST.get("answer", "")
    if answer == "remove":
        tried(request, remove_partner, found, by=door.actor, done=_("Removed."))
    elif answer in ("yes", "no"):
        tried(request, answer_for, found, takes_part=answer == "yes", by=door.actor)
    return redirect(door.url("consortium", pk))


@require_POST
@in_lab
def answers(request, door, pk):
    group = _with_consortium(door, pk)
    checked = Checked(group, list(group.consortium.partners.select_related("organisation")))
    form = _rule_form(request, checked, request.POST)
    if form is None or not form.is_valid():
        return _page(request, door, group, answers=form)
    tried(request, answer_rules, group.consortium, facts=form.facts, by=door.actor)
    return redirect(door.url("consortium", pk))
