from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.directory import scopes
from clusterhub.directory.drawing import drawing_of
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.scope_pages import address_of, as_data, page_of_place
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, Programme, Standing

MOST_COMPARED = 5
# What a country's standing says already.
SAID_BY = {Standing.MEMBER: (Programme.EU, Programme.EEA), Standing.EEA_EFTA: (Programme.EEA,)}


@require_safe
def regions(request):
    """Countries with their numbers; each leads to its regions."""
    found = scopes.everything(request.user).by_area(0)
    rows = [(area, address_of(area.spot)) for area in found.areas]
    context = {"rows": rows, "found": found, "drawing": drawing_of(found.areas)}
    return render(request, "directory/regions.html", context)


@require_safe
def region(request, code):
    spot = _spot_or_404(code)
    if spot.level == 0 or code != spot.code:
        return HttpResponsePermanentRedirect(address_of(spot))
    return _place_page(request, spot, country=None)


@require_safe
def region_json(request, code):
    return JsonResponse(_place_data(_spot_or_404(code), request.user))


@require_safe
def country(request, code):
    spot, country = _country_or_404(code)
    if code != country.code:
        return HttpResponsePermanentRedirect(address_of(spot))
    return _place_page(request, spot, country=country)


@require_safe
def country_json(request, code):
    spot, _country = _country_or_404(code)
    return JsonResponse(_place_data(spot, request.user))


def _place_page(request, spot, *, country):
    above = [atlas.spot(spot.code[:length]) for length in range(2, len(spot.code))]
    context = {
        "page": page_of_place(spot, request.user),
        "title": spot.name,
        "kicker": _("Country") if spot.level == 0 else _("Region %(code)s") % {"code": spot.code},
        "native_name": spot.native_name if spot.native_name != spot.name else "",
        "crumbs": _crumbs([each for each in above if each]),
        "country": country,
        "standings": _standings(country),
        "spot": spot,
        "json_url": _json_of(spot),
    }
    return render(request, "directory/scope.html", context)


def _crumbs(above):
    first = {"label": _("Countries and regions"), "url": reverse("directory:regions")}
    return [first, *({"label": spot.name, "url": address_of(spot)} for spot in above)]


def _standings(country):
    if country is None:
        return []
    today = country.standings.on(timezone.localdate()).order_by("programme")
    today = today.exclude(programme__in=SAID_BY.get(country.standing, ()))
    return [
        standing.get_programme_display()
        + ("" if standing.is_certain else f" ({_('to be checked')})")
        for standing in today
    ]


def _place_data(spot, user):
    names = {"code": spot.code, "name": spot.english_name, "country": spot.country}
    return names | as_data(page_of_place(spot, user))


def _json_of(spot):
    if spot.level == 0:
        return reverse("directory:country-json", args=[spot.country])
    return reverse("directory:region-json", args=[spot.code])


def _spot_or_404(code):
    if spot := atlas.spot(code.upper()):
        return spot
    raise Http404


def _country_or_404(code):
    country = get_object_or_404(Country, pk=code.upper())
    return _spot_or_404(atlas.code_of_country(country.code)), country


@require_safe
def compare(request):
    """Up to five regions side by side; a sixth is left out, and the page says so."""
    asked = list(dict.fromkeys(code.upper() for code in request.GET.getlist("with")))
    spots = [spot for code in asked if (spot := atlas.spot(code))]
    pages = [page_of_place(spot, request.user) for spot in spots[:MOST_COMPARED]]
    context = {
        "spots": [(spot, address_of(spot)) for spot in spots[:MOST_COMPARED]],
        "left_out": [spot.name for spot in spots[MOST_COMPARED:]],
        "rows": _compared(pages),
        "ecosystem_rows": _compared_ecosystems(pages),
        "choices": _choices(),
        "blanks": range(max(2, len(pages) + 1) - len(pages)) if len(pages) < MOST_COMPARED else [],
        "most": MOST_COMPARED,
    }
    return render(request, "directory/compare.html", context)


def _compared(pages):
    total = [(_("Organisations"), [(page.total, page.whole_list_url) for page in pages])]
    return total + [
        (label, [(page.counts["kind"].get(kind, 0), page.list_url(kind=kind)) for page in pages])
        for kind, label in OrganisationKind.choices
        if any(page.counts["kind"].get(kind) for page in pages)
    ]


def _compared_ecosystems(pages):
    return [
        (
            str(one),
            [(p.counts["ecosystem"].get(one.pk, 0), p.list_url(ecosystem=one.pk)) for p in pages],
        )
        for one in IndustrialEcosystem.objects.all()
        if any(page.counts["ecosystem"].get(one.pk) for page in pages)
    ]


def _choices():
    countries = sorted(atlas.spots_within("", 0), key=lambda spot: spot.name)
    regions = {spot.code: atlas.spots_within(spot.code, 2) for spot in countries}
    return [(spot, regions[spot.code]) for spot in countries]
