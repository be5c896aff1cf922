from django.conf import settings
from django.db.models import Q
from ninja import Query, Router

from clusterhub.api.answers import CSV, JSON, answer, csv_of, format_for
from clusterhub.api.description import TABLE, described
from clusterhub.api.queries import MembershipQuery, ParticipationQuery, only_known
from clusterhub.api.schemas import Memberships, Participations
from clusterhub.api.shapes import membership_shape, participation_shape
from clusterhub.directory.models import ClusterMember, Organisation, Participation
from clusterhub.documents.tables import safe_cell

router = Router(tags=["Memberships"])
_FORMATS = (JSON, CSV)


@router.get(
    "memberships",
    url_name="memberships",
    summary="Who is a member of which cluster organisation",
    description="Each side says it for itself: `is_mutual` is false where only one does.",
    **described(Memberships, also=TABLE),
)
def memberships(request, query: Query[MembershipQuery]):
    ends = ("cluster_organisation", "organisation")
    return _answer(request, query, ClusterMember, ends, membership_shape, "memberships")


@router.get(
    "participations",
    url_name="participations",
    summary="Who takes part in which partnership or network",
    description="Each side says it for itself: `is_mutual` is false where only one does.",
    **described(Participations, also=TABLE),
)
def participations(request, query: Query[ParticipationQuery]):
    ends = ("whole", "organisation")
    return _answer(request, query, Participation, ends, participation_shape, "participations")


def _answer(request, query, model, ends, shape, name):
    only_known(request, query)
    content_type = format_for(request, _FORMATS)
    ties = list(_ties(request.reader, query, model, ends)[: query.limit + 1])
    following = None
    if len(ties) > query.limit:
        ties.pop()
        following = _address_after(request, ties[-1].pk)
    shapes = [shape(tie) for tie in ties]
    body = {name: shapes, "next": following}
    if content_type == CSV:
        body = csv_of(_columns(ends), (_cells(each, ends) for each in shapes))
    return answer(request, body, content_type, following=following)


def _ties(reader, query, model, ends):
    """Only those of which both ends may be seen: a tie would tell of the other."""
    seen = Organisation.objects.visible_to(reader).values("pk")
    ties = model.objects.filter(declined_at=None) if query.former else model.objects.current()
    for end in ends:
        ties = ties.filter(**{f"{end}__in": seen})
        if slug := getattr(query, end):
            slug = slug.replace("\0", "")
            named = Organisation.objects.filter(Q(slug=slug) | Q(absorbed__slug=slug))
            ties = ties.filter(**{f"{end}__in": named.values("pk")})
    return ties.select_related(*ends).filter(pk__gt=query.after).order_by("pk")


def _address_after(request, pk):
    asked = request.GET.copy()
    asked["after"] = pk
    return f"{settings.BASE_URL}{request.path}?{asked.urlencode()}"


def _columns(ends):
    names = [f"{end}_{what}" for end in ends for what in ("slug", "name")]
    role = ["role"] if "whole" in ends else []
    return ["id", *names, *role, "joined_on", "left_on", "said_by", "is_mutual"]


def _cells(shape, ends):
    flat = {f"{end}_{what}": shape[end][what] for end in ends for what in ("slug", "name")}
    flat |= shape | {"said_by": "|".join(shape["said_by"])}
    return [safe_cell("" if flat[name] is None else flat[name]) for name in _columns(ends)]
