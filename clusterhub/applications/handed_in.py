"""What was handed in last, as far as lists, rankings and letters say it: never the draft behind it."""

from dataclasses import dataclass

from django.db.models.fields.json import KT

from clusterhub.applications.models import Submission
from clusterhub.vocabularies.models import NutsRegion


@dataclass(frozen=True)
class HandedIn:
    title: str
    lead: str
    organisation: int | None
    country: str
    region: str  # Its code.


def handed_in(pks):
    """`HandedIn` by application, of the latest submission of each; without the answers, in one query."""
    rows = Submission.objects.filter(application__in=list(pks)).order_by("number")
    return {
        pk: HandedIn(
            title or "",
            lead["name"] or "",
            lead["organisation"],
            lead["country"] or "",
            lead["region"] or "",
        )
        for pk, title, lead in rows.values_list(
            "application", KT("snapshot__title"), "snapshot__lead"
        )
    }


def as_handed_in(applications):
    """The same rows, which now say of themselves what was handed in; one that was not stays as it is.

    For reading: an operation that changes something fetches its own row under its lock.
    """
    found = handed_in([each.pk for each in applications])
    for each in applications:
        if said := found.get(each.pk):
            _say(each, said)
    return applications


def _say(application, said):
    application.handed_in = said
    application.title, application.lead_name = said.title, said.lead
    application.lead_country_id = said.country or None
    application.lead_organisation_id = said.organisation
    region = application.lead_region
    if (region.code if region else "") != said.region:
        application.lead_region = NutsRegion.objects.filter(code=said.region).first()
