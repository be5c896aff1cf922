from django.http import Http404
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.api.answers import answer, format_for
from clusterhub.api.description import READING, described
from clusterhub.api.endpoints.events import SLUG, address_after, seer
from clusterhub.api.lab_schemas import LabOut
from clusterhub.api.lab_shapes import group_shape, idea_shape
from clusterhub.api.queries import AS_A_RULE, LARGEST_ID, MOST, Paged, only_known
from clusterhub.events.models import Event
from clusterhub.labs.models import Lab
from clusterhub.labs.results import results_of
from clusterhub.web.addresses import absolute

router = Router(tags=["Labs"])


class IdeaQuery(Paged):
    after: int = Field(0, ge=0, le=LARGEST_ID, description="Stands in the address called next.")
    limit: int = Field(AS_A_RULE, ge=1, le=MOST, description="How many ideas at once.")


@router.get(
    "events/{slug}/ideas",
    url_name="ideas",
    summary="Ideas of the lab of an event, and what came of its groups",
    description="What everybody reads: ideas that are shown, outcomes and partners that are "
    "confirmed, no names of people. 404 where there is no lab, or it is not open yet.",
    **described(LabOut, refusals=(*READING, 410)),
)
def ideas(request, query: Query[IdeaQuery], slug: str = SLUG):
    only_known(request, query)
    format_for(request)
    reader = seer(request)
    event = get_visible_or_404(Event.objects.visible_to(reader), slug=slug)
    lab = Lab.objects.visible_to(reader).filter(event=event).first()
    if lab is None:
        raise Http404
    rows = lab.ideas.shown().with_lines().filter(pk__gt=query.after)
    found = list(rows.order_by("pk")[: query.limit + 1])
    shown = found[: query.limit]
    following = address_after(request, shown[-1].pk) if len(found) > query.limit else None
    body = {
        "event": event.slug,
        "url": absolute(reverse("labs:ideas", args=[event.slug])),
        "takes_ideas": lab.takes_ideas,
        "ideas": [idea_shape(idea, event.slug) for idea in shown],
        "groups": [group_shape(each) for each in results_of([lab])[lab.pk].groups],
        "next": following,
    }
    return answer(request, body, following=following)
