"""Who may be the same body as one that is about to be made."""

from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import Organisation, State
from clusterhub.directory.sites import host_of

LIKELY = 0.8
MOST = 8


def likely_twins(name, website="", *, user, besides=None):
    """What `user` may see under nearly this name or at this host, likeliest first.

    What she may not see stays hidden from her; the validator sees it on the case.
    """
    near = [
        found.record.pk for found in near_organisations(name, limit=20) if found.score >= LIKELY
    ]
    host = host_of(website) if website else ""
    at_host = (
        Organisation.objects.filter(website_host=host) if host else Organisation.objects.none()
    )
    pks = [*near, *at_host.order_by("pk").values_list("pk", flat=True)[:MOST]]
    rows = Organisation.objects.visible_to(user).exclude(state=State.ARCHIVED).with_places()
    found = rows.exclude(pk=besides).in_bulk(pks)
    return [found[pk] for pk in dict.fromkeys(pks) if pk in found][:MOST]
