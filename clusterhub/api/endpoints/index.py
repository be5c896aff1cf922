from django.conf import settings
from django.urls import reverse
from ninja import Router

from clusterhub.api.answers import answer
from clusterhub.api.description import described
from clusterhub.api.schemas import Index
from clusterhub.web.addresses import absolute

router = Router(tags=["Start"])
LISTS = ("organisations", "memberships", "participations", "events", "calls", "vocabularies")


@router.get("", url_name="index", summary="What there is", **described(Index))
def index(request):
    links = {name: absolute(reverse(f"api:v1:{name}")) for name in LISTS}
    body = {
        "name": settings.SITE_NAME,
        "version": "1",
        "description": absolute(reverse("api:openapi")),
        "links": links,
    }
    return answer(request, body)
