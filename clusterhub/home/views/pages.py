from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from clusterhub.accounts.consents import WORDINGS
from clusterhub.events.models import EventSeries
from clusterhub.vocabularies.models import Topic


def accessibility(request):
    return render(request, "home/accessibility.html")


def privacy(request):
    return render(request, "home/privacy.html")


def terms(request):
    return render(request, "home/terms.html", {"version": WORDINGS["terms"].version})


def feeds(request):
    context = {"series": EventSeries.objects.all(), "topics": Topic.objects.all()}
    return render(request, "home/feeds.html", context)


def robots(request):
    lines = ["User-agent: *", "Disallow: /account/", "Disallow: /desk/", "Disallow: /editing/"]
    lines += ["Disallow: /staff/", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
