"""Listed cluster organisations that changed what they were listed for."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.field_words import words_for
from clusterhub.directory.models import OrganisationKind, Submission
from clusterhub.directory.operations.looks import end_look
from clusterhub.directory.permissions import can_validate
from clusterhub.directory.views.attempts import attempt
from clusterhub.vocabularies.models import Country
from clusterhub.web.desk import only_for

for_validators = only_for(can_validate)
MOST = 200


@for_validators
@require_safe
def looks(request):
    waiting = Submission.objects.to_look_at().oldest_first()
    waiting = list(waiting.select_related("organisation__country", "submitted_by")[:MOST])
    countries = Country.objects.in_bulk(_codes(waiting))
    context = {"rows": [{"look": row, "changes": changes_of(row, countries)} for row in waiting]}
    return render(request, "directory/review/looks.html", context)


@for_validators
@require_POST
def look_ending(request, pk):
    look = get_object_or_404(Submission.objects.select_related("organisation"), pk=pk)
    attempt(request, end_look, look, done=_("Noted. It stays listed."))
    return redirect("directory:looks")


def changes_of(submission, countries=None):
    """What was changed in a listed profile: words for the field, how it was and how it is."""
    if countries is None:
        countries = Country.objects.in_bulk(_codes([submission]))
    return [
        {"words": words_for(name), "pair": [_said(name, value, countries) for value in pair]}
        for name, pair in sorted(submission.looks.items())
    ]


def _codes(submissions):
    return {code for row in submissions for code in row.looks.get("country", ()) if code}


def _said(name, value, countries):
    if name == "kind":
        return OrganisationKind(value).label
    if name == "country":
        return str(countries.get(value, "–"))
    return value
