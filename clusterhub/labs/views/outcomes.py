"""What came of each lab: what the team confirmed, for everybody to read."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.labs.models import Lab
from clusterhub.labs.results import asked_of, results_of
from clusterhub.labs.views.doors import in_lab

PER_PAGE = 20


@require_safe
@in_lab
def results(request, door):
    context = door.context(result=results_of([door.lab])[door.lab.pk])
    return render(request, "labs/results.html", context)


@never_cache
@require_safe
def labs(request):
    rows = Lab.objects.filter(opened_at__isnull=False).visible_to(request.user)
    rows = rows.select_related("event__country").order_by("-event__starts_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = results_of(page.object_list)
    rows = [(lab, found[lab.pk]) for lab in page.object_list]
    context = {"page": page, "rows": rows, "asked": asked_of(request.user)}
    return render(request, "labs/labs.html", context)
