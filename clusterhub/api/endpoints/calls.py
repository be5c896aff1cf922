import re
from datetime import datetime
from typing import Annotated, Literal

from django.http import QueryDict
from ninja import Query, Router
from pydantic import BeforeValidator, Field

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.api.answers import CSV, JSON, answer, csv_of, format_for
from clusterhub.api.call_schemas import CallOut, Calls, Form, Kind, Status
from clusterhub.api.call_shapes import call_shape, for_api
from clusterhub.api.description import READING, TABLE, described
from clusterhub.api.endpoints.events import SLUG, address_after
from clusterhub.api.queries import Paged, Slugs, only_known, several
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.documents.tables import safe_cell
from clusterhub.funding.finding.listing import list_for_everyone
from clusterhub.funding.finding.wanted import BANDS, LONGEST_WORDS, WINDOWS, CallsWanted
from clusterhub.funding.models import Call
from clusterhub.funding.sheet import HEADER, sheet_row

router = Router(tags=["Calls"])
FORMAT = {"format": "clusterhub-calls", "version": 1}


_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def _an_instant(value):
    """With its offset, as RFC 3339 writes it; no number that might be seconds of something."""
    if isinstance(value, str) and not _INSTANT.fullmatch(value):
        raise ValueError("an instant with its offset is meant, as in 2026-11-01T00:00:00Z")
    return value


class CallQuery(Paged):
    after: int = Field(0, ge=0, le=2**63 - 1, description="Stands in the address called next.")
    q: str = Field("", max_length=LONGEST_WORDS, description="Words in titles and texts.")
    status: several(of=Status, words="Open holds those that close soon, too.") = []
    kind: several(of=Kind, words="What it is.") = []
    programme: several(r"[^\x00-\x1f]{1,150}", "Names of programmes.") = []
    applicant: several(of=Literal[tuple(OrganisationKind.values)], words="Who may apply.") = []
    country: several("[A-Z]{2}", "Open to applicants from there; ISO 3166-1.") = []
    ecosystem: Slugs = []
    topic: Slugs = []
    technology: Slugs = []
    form: several(of=Form, words="Form of the money.") = []
    money: several(of=Literal[tuple(BANDS)], words="Most for one project.") = []
    within: Literal[("", *WINDOWS)] = Field("", description="A deadline within so many days.")
    month: Annotated[str, Field(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")] = Field(
        "", description="A deadline in that month in Brussels."
    )
    changed_since: Annotated[datetime | None, BeforeValidator(_an_instant)] = Field(
        None, description="Changed at or after that instant: who harvests asks for no more."
    )


@router.get(
    "calls",
    url_name="calls",
    summary="Calls for applications, in the order in which they were added",
    description="Published calls only. The filters are those of the page.",
    **described(Calls, also=TABLE),
)
def calls(request, query: Query[CallQuery]):
    only_known(request, query)
    content_type = format_for(request, (JSON, CSV))
    rows = _wanted(request, query)
    following = (
        address_after(request, rows[query.limit - 1].pk) if len(rows) > query.limit else None
    )
    rows = rows[: query.limit]
    if content_type == CSV:
        lines = ([safe_cell(cell) for cell in sheet_row(row)] for row in rows)
        return answer(request, csv_of(HEADER, lines), CSV, following=following)
    body = FORMAT | {"calls": [call_shape(row) for row in rows], "next": following}
    return answer(request, body, following=following)


@router.get(
    "calls/{slug}", url_name="call", summary="One call", **described(CallOut, refusals=READING)
)
def call(request, slug: str = SLUG):
    format_for(request)
    row = get_visible_or_404(for_api(Call.objects.public()), slug=slug)
    return answer(request, call_shape(row))


def _wanted(request, query):
    """One more than asked for, so that it is known whether any are left."""
    asked = QueryDict(request.GET.urlencode(), mutable=True)
    public = Call.objects.public().filter(pk__gt=query.after)
    if query.changed_since:
        public = public.filter(updated_at__gte=query.changed_since)
    if CallsWanted.from_query(asked).chosen():
        keys, _count = list_for_everyone(asked).keys()
        if query.changed_since:
            keys = set(keys).intersection(public.order_by().values_list("pk", flat=True))
        later = sorted(key for key in keys if key > query.after)
        public = Call.objects.public().filter(pk__in=later[: query.limit + 1])
    return list(for_api(public).order_by("pk")[: query.limit + 1])
