"""Who belongs to a cluster, a network or a partnership, as a reader may see it: one page of ties,
with what she chose; all of it to take along."""

from itertools import chain

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clusterhub.directory.forms.members import MemberFilters
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember, Participation
from clusterhub.documents.tables import csv_lines
from clusterhub.documents.workbook_writing import workbook
from clusterhub.web.addresses import absolute
from clusterhub.web.parts import kept_offers

PER_PAGE = 50
MOST_EXPORTED = 50_000
MOST_ON_TIMELINE = 200
COLUMNS = (
    "name", "kind", "country", "city", "website", "role", "joined_on", "left_on", "said_by", "page",
)  # fmt: skip


def ties_in(kind):
    """Which ties an organisation of this kind has with its members; None when it has none."""
    return next((model for model in (ClusterMember, Participation) if kind in model.WHOLES), None)


class MemberList:
    """What the address of one organisation's member list wants."""

    def __init__(self, request, organisation):
        self.organisation, self.model = organisation, ties_in(organisation.kind)
        whole = {self.model.ENDS[0]: organisation}
        self.visible = self.model.objects.filter(declined_at=None, **whole).visible_to(request.user)
        kinds = kept_offers(request, lambda: kinds_of(self.visible))
        self.filters = MemberFilters(request.GET, kind=kinds)
        self.is_former = self.filters.chosen.get("when") == "former"
        self.rows = self.filters.apply(self.visible).select_related(
            "organisation__country", "organisation__region"
        )
        self.page_number = request.GET.get("page")

    def page(self):
        return Paginator(self.rows, PER_PAGE).get_page(self.page_number)

    def for_export(self):
        return self.rows[:MOST_EXPORTED].iterator(chunk_size=500)


def timeline(organisation, user):
    """Entries for the component `timeline`, the latest first, and whether there are more."""
    model = ties_in(organisation.kind)
    ties = model.objects.filter(declined_at=None, **{model.ENDS[0]: organisation}).visible_to(user)
    found = []
    for moment in ("joined_on", "left_on"):
        rows = ties.exclude(**{moment: None}).select_related("organisation")
        for tie in rows.order_by(f"-{moment}", "pk")[: MOST_ON_TIMELINE + 1]:
            found.append((getattr(tie, moment), moment, tie))
    found.sort(key=lambda each: (each[0], each[1]), reverse=True)
    entries = [_entry(organisation, *each) for each in found[:MOST_ON_TIMELINE]]
    return entries, len(found) > MOST_ON_TIMELINE


def _entry(whole, day, moment, tie):
    words = _("%s joined") if moment == "joined_on" else _("%s left")
    texts = [] if is_of_cluster(tie) else [tie.get_role_display()]
    texts += [] if tie.is_mutual else [said_words(tie, whole.kind)]
    return {
        "when": date_format(day, "j F Y"),
        "datetime": day.isoformat(),
        "title": words % tie.organisation.name,
        "url": tie.organisation.get_absolute_url(),
        "text": " · ".join(str(text) for text in texts),
        "kind": "organisations",
    }


def kinds_of(ties):
    kinds = ties.order_by().values_list("organisation__kind", flat=True).distinct()
    return sorted(
        ((kind, str(OrganisationKind(kind).label)) for kind in kinds), key=lambda pair: pair[1]
    )


def said_words(tie, kind):
    """Who says so, in words for readers; `kind` is that of the whole."""
    if tie.is_mutual:
        return _("Said by both sides")
    if tie.is_said_by_part_only:
        return _("Said by the member only")
    words = {
        OrganisationKind.NETWORK: _("Named by the network only"),
        OrganisationKind.PARTNERSHIP: _("Named by the partnership only"),
    }
    return words.get(kind, _("Named by the cluster only"))


def is_of_cluster(tie):
    return isinstance(tie, ClusterMember)


def member_in_list(tie):
    organisation = tie.organisation
    return {
        "name": organisation.name,
        "url": absolute(organisation.get_absolute_url()),
        "kind": organisation.kind,
        "country": organisation.country_id,
        "role": None if is_of_cluster(tie) else tie.role,
        "said_by": tie.said_by,
        "is_mutual": tie.is_mutual,
        "joined_on": tie.joined_on,
        "left_on": tie.left_on,
    }


def cells_of(tie):
    organisation = tie.organisation
    return [
        organisation.name,
        organisation.kind,
        organisation.country_id or "",
        organisation.city,
        organisation.safe_website,
        "" if is_of_cluster(tie) else tie.role,
        tie.joined_on.isoformat() if tie.joined_on else "",
        tie.left_on.isoformat() if tie.left_on else "",
        "|".join(tie.said_by),
        absolute(organisation.get_absolute_url()),
    ]


def as_csv(ties):
    return csv_lines(COLUMNS, map(cells_of, ties))


def as_xlsx(ties):
    return workbook(chain([COLUMNS], map(cells_of, ties)), "Members")
