"""“For you”: open calls in the order in which they fit one of the reader's organisations."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.funding import operations
from clusterhub.funding.applicants import chosen_organisation
from clusterhub.funding.for_you import fits_for, own_with_answers, sorted_out
from clusterhub.funding.models import Call
from clusterhub.funding.ranking import WEIGHTS
from clusterhub.web.addresses import absolute

PER_PAGE = 25
SHOWN = ("fitting", "barred", "set-aside")


@never_cache
@login_required
@require_safe
def for_you(request):
    return render(request, "funding/for_you.html", _listed(request))


@never_cache
@login_required
@require_safe
def for_you_json(request):
    context = _listed(request)
    organisation, page = context["organisation"], context["page"]
    return JsonResponse(
        {
            "organisation": organisation.slug if organisation else None,
            "count": page.paginator.count if page else 0,
            "counts": context["counts"],
            "weights": {name: weight.points for name, weight in WEIGHTS.items()},
            "calls": [_as_data(fit) for fit in context["fits"]],
        }
    )


def _listed(request):
    own = own_with_answers(request.user)
    organisation = chosen_organisation(own, request.GET.get("organisation", ""))
    context = {"own": own, "organisation": organisation, "page": None, "counts": {}, "fits": []}
    context |= {"weights": WEIGHTS.values(), "showing": "fitting"}
    if organisation is None:
        return context
    fits, set_aside = fits_for(request, organisation)
    lists = dict(zip(SHOWN, sorted_out(fits, set_aside), strict=True))
    showing = request.GET.get("show")
    showing = showing if showing in SHOWN else "fitting"
    context["page"] = Paginator(lists[showing], PER_PAGE).get_page(request.GET.get("page"))
    context["fits"] = _with_calls(context["page"])
    context["counts"] = {name: len(rows) for name, rows in lists.items()}
    return context | {
        "showing": showing,
        "barred": context["counts"]["barred"],
        "away": context["counts"]["set-aside"],
    }


def _with_calls(page):
    """The lines of one page with their calls, as lists need them."""
    rows = Call.objects.public().with_list().in_bulk([fit.call.pk for fit in page])
    return [{"call": rows[fit.call.pk], "fit": fit} for fit in page if fit.call.pk in rows]


def _as_data(line):
    call, fit = line["call"], line["fit"]
    return {
        "title": call.title,
        "url": absolute(call.get_absolute_url()),
        "closes_at": fit.call.closes_at,
        "answer": str(fit.answer),
        "points": fit.points,
        "reasons": [
            {"name": one.name, "words": str(one.words), "points": one.points} for one in fit.reasons
        ],
    }


@login_required
@require_POST
def set_aside(request, slug):
    """“Not interesting”, and its undoing: both change this person's list and nobody else's."""
    call = get_visible_or_404(Call.objects.public(), slug=slug)
    if request.POST.get("undo"):
        operations.take_back(call, by=request.user)
    else:
        operations.set_aside(call, by=request.user)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("funding:for-you")
    return redirect(back)
