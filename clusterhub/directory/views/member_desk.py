"""The desk of membership, from both sides: say it, confirm it, decline it, end it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.finding import asking
from clusterhub.directory.forms.members import EndForm, NewMemberForm, TieForm
from clusterhub.directory.kinds import HAS_MEMBERS, OrganisationKind
from clusterhub.directory.matching import near_organisations
from clusterhub.directory.member_lists import ties_in
from clusterhub.directory.models import ClusterMember, Participation
from clusterhub.directory.operations import members as operations
from clusterhub.directory.operations.naming import list_named, named_drafts
from clusterhub.directory.permissions import edits
from clusterhub.directory.refusals import LikelyTwin
from clusterhub.directory.views.attempts import attempt, attempt_form, still_there
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.wording import REFUSALS, words_of
from clusterhub.web.desk import sent

PER_PAGE = 50
CHANGES = {
    "confirmation": (operations.confirm_member, gettext_lazy("Confirmed. Both sides say so now.")),
    "refusal": (operations.decline_member, gettext_lazy("Declined. It is shown no longer.")),
    "removal": (operations.take_back_member, gettext_lazy("Taken back.")),
}


@login_required
def edit_members(request, slug):
    """Its own members: of a cluster, a network or a partnership."""
    organisation = organisation_for(request, slug)
    model = _ties_in(organisation)
    form = TieForm(sent(request), user=request.user, has_role=model is Participation)
    candidates = []
    if form.is_valid():
        chosen, candidates = _meant(form)
        if chosen and _say(request, form, organisation, chosen, side=model.SIDES[0]):
            return redirect("directory:edit-members", slug)
    ties = _current(model.objects.filter(**{model.ENDS[0]: organisation}))
    desk = _desk(request, organisation, ties, side=model.SIDES[0])
    context = {"organisation": organisation, "desk": desk, "form": form, "candidates": candidates}
    context["is_cluster"] = model is ClusterMember
    context["asked_name"] = form.data.get("name", "")[:200]
    context["draft_count"] = named_drafts(organisation).count() if organisation.is_listed else 0
    return render(request, "directory/members/edit_members.html", context)


@login_required
def edit_memberships(request, slug):
    """Where it belongs itself: clusters, networks, partnerships."""
    organisation = organisation_for(request, slug)
    form = TieForm(sent(request), user=request.user, has_role=True, kinds=HAS_MEMBERS)
    candidates = []
    if form.is_valid():
        chosen, candidates = _meant(form)
        if chosen and _say(request, form, chosen, organisation, side=ties_in(chosen.kind).SIDES[1]):
            return redirect("directory:edit-memberships", slug)
    found = []
    for model in (ClusterMember, Participation):
        ties = _current(model.objects.filter(**{model.ENDS[1]: organisation}))
        found.append(_desk(request, organisation, ties, side=model.SIDES[1]))
    context = {"organisation": organisation, "form": form, "candidates": candidates}
    context["desks"] = found
    return render(request, "directory/members/edit_memberships.html", context)


def _current(ties):
    return ties.filter(left_on=None).select_related(*(f"{end}__country" for end in ties.model.ENDS))


def _desk(request, organisation, ties, *, side):
    """What waits for this side, one page of what it has said, and what it has declined."""
    own = f"said_by_{side}_at"
    said = ties.exclude(**{own: None}).order_by("-declined_at", "pk")
    page = Paginator(said, PER_PAGE).get_page(request.GET.get("page"))
    waiting = ties.filter(**{own: None, "declined_at": None}).order_by("pk")
    declined = ties.filter(**{own: None}).exclude(declined_at=None).order_by("pk")

    def rows(found):
        return [
            (tie, tie.end_of(tie.other(side)), _doors(organisation, tie, side)) for tie in found
        ]

    return {
        "side": side,
        "page": page,
        "rows": rows(page),
        "waiting": rows(waiting[:PER_PAGE]),
        "declined": rows(declined[:PER_PAGE]),
        "is_own": edits(request.user, organisation),
    }


def _doors(organisation, tie, side):
    """The address of each change of one tie."""
    if side == tie.SIDES[0]:
        name, args = "member-change", [organisation.slug, tie.pk]
    else:
        kind = "clusters" if isinstance(tie, ClusterMember) else "partnerships"
        name, args = "membership-change", [organisation.slug, kind, tie.pk]
    changes = (*CHANGES, "ending")
    return {change: reverse(f"directory:{name}", args=[*args, change]) for change in changes}


def _meant(form):
    """The one organisation that is meant, or those that may be."""
    if chosen := form.cleaned_data.get("organisation"):
        return chosen, []
    name = form.cleaned_data["name"]
    near = near_organisations(name, limit=20)
    rows = form.rows.select_related("country").in_bulk([found.record.pk for found in near])
    exact = [found for found in near if found.score == 1 and found.record.pk in rows]
    if len(exact) == 1:
        return rows[exact[0].record.pk], []
    candidates = [rows[found.record.pk] for found in near if found.record.pk in rows][:8]
    if not candidates:
        form.add_error("name", _("No organisation has this name, or one like it."))
    return None, candidates


def _say(request, form, whole, part, *, side):
    model = ties_in(whole.kind)
    values = {"side": side, "joined_on": form.cleaned_data["joined_on"], "by": request.user}
    try:
        if model is Participation:
            values["role"] = form.cleaned_data["role"]
            tie = operations.propose_participant(whole, part, **values)
        else:
            tie = operations.propose_member(whole, part, **values)
    except REFUSALS as refusal:
        form.add_error(None, words_of(refusal))
        return None
    if tie.is_mutual:
        messages.success(request, _("Both sides say so now."))
    else:
        messages.success(request, _("Said. Until the other side confirms it, readers see that."))
    return tie


@login_required
def new_member(request, slug):
    """Name somebody who does not stand in the directory."""
    organisation = organisation_for(request, slug)
    if organisation.kind != OrganisationKind.CLUSTER_ORGANISATION:
        raise Http404
    form = NewMemberForm(sent(request), initial={"name": request.GET.get("name", "")[:200]})
    twins = []
    if form.is_valid():
        try:
            tie = operations.name_new_member(organisation, by=request.user, **form.cleaned_data)
        except LikelyTwin as refusal:
            twins = refusal.candidates
        except REFUSALS as refusal:
            form.add_error(None, words_of(refusal))
        else:
            _tell_how_it_stands(request, tie.organisation)
            return redirect("directory:edit-members", slug)
    context = {"organisation": organisation, "form": form, "twins": twins}
    return render(request, "directory/members/new.html", context)


def _tell_how_it_stands(request, organisation):
    if organisation.is_listed:
        messages.success(request, _("Named. Readers see it as named by you alone."))
    else:
        messages.success(
            request, _("Named. Visitors see it once you are listed and its website is known.")
        )


@login_required
@require_POST
def member_change(request, slug, pk, change):
    """What its own people do about one of its members."""
    organisation = organisation_for(request, slug)
    model = _ties_in(organisation)
    _change(request, organisation, model, pk, change, side=model.SIDES[0])
    return redirect("directory:edit-members", slug)


@login_required
@require_POST
def membership_change(request, slug, kind, pk, change):
    """The same about where it belongs itself."""
    organisation = organisation_for(request, slug)
    model = ClusterMember if kind == "clusters" else Participation
    _change(request, organisation, model, pk, change, side=model.SIDES[1])
    return redirect("directory:edit-memberships", slug)


def _change(request, organisation, model, pk, change, *, side):
    end = model.ENDS[model.SIDES.index(side)]
    rows = model.objects.filter(**{end: organisation}).select_related(*model.ENDS)
    tie = still_there(request, rows, pk)
    if tie is None:
        return
    if change == "ending":
        form = EndForm(request.POST)
        done = _("Ended. It stays as history.")
        attempt_form(request, form, operations.end_membership, tie, side=side, done=done)
        return
    operation, done = CHANGES[change]
    attempt(request, operation, tie, side=side, done=done)


@login_required
@require_POST
def named_listing(request, slug):
    """List whom this cluster named while it was a draft itself."""
    organisation = organisation_for(request, slug)
    count = list_named(organisation, by=request.user)
    messages.success(request, _("Listed now: %d.") % count)
    return redirect("directory:edit-members", slug)


@require_safe
def name_options(request):
    """As somebody types a name: what the browser offers below the field."""
    typed = request.GET.get("name") or request.GET.get("organisation", "")
    words, kinds = typed[:100], request.GET.get("of")
    try:
        found = asking.suggest(words, limit=30 if kinds else 8, user=request.user)
    except asking.IndexUnavailable:
        found = []
    if kinds == "wholes":
        found = [row for row in found if row.kind in HAS_MEMBERS]
    return render(request, "directory/members/_name_options.html", {"found": found[:8]})


def _ties_in(organisation):
    model = ties_in(organisation.kind)
    if model is None:
        raise Http404
    return model
