from typing import Literal

from django.urls import reverse
from ninja import Router

from clusterhub.api.answers import CSV, JSON, answer, csv_of, format_for
from clusterhub.api.description import READING, TABLE, described
from clusterhub.api.lists import LISTS
from clusterhub.api.queries import only_known
from clusterhub.api.schemas import Vocabularies, Vocabulary
from clusterhub.documents.tables import safe_cell
from clusterhub.web.addresses import absolute

router = Router(tags=["Vocabularies"])


@router.get("vocabularies", url_name="vocabularies", summary="The lists", **described(Vocabularies))
def vocabularies(request):
    only_known(request)
    format_for(request)
    links = {name: absolute(reverse("api:v1:vocabulary", args=[name])) for name in LISTS}
    return answer(request, {"vocabularies": links})


@router.get(
    "vocabularies/{name}",
    url_name="vocabulary",
    summary="One list with its codes",
    **described(Vocabulary, also=TABLE, refusals=READING),
)
def vocabulary(request, name: Literal[tuple(LISTS)]):
    only_known(request)
    content_type = format_for(request, (JSON, CSV))
    terms = LISTS[name]()
    if content_type == CSV:
        rows = (
            [safe_cell(term[each] or "") for each in ("code", "name", "parent")] for term in terms
        )
        return answer(request, csv_of(["code", "name", "parent"], rows), CSV)
    return answer(request, {"name": name, "terms": terms})
