from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.accounts.consents import WORDINGS
from clusterhub.events.models import EventSeries
from clusterhub.vocabularies.models import Topic


@require_safe
def accessibility(request):
    return render(request, "home/accessibility.html")


@require_safe
def privacy(request):
    return render(request, "home/privacy.html")


@require_safe
def terms(request):
    return render(request, "home/terms.html", {"version": WORDINGS["terms"].version})


@require_safe
def feeds(request):
    context = {"series": EventSeries.objects.all(), "topics": Topic.objects.all()}
    return render(request, "home/feeds.html", context)


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /desk/", "Disallow: /editing/"]
    lines += ["Disallow: /staff/", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
