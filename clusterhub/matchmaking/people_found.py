"""All who take part, as they see one another: found by words, country and kind."""

from django.db.models import Q

from clusterhub.matchmaking.models import NotForMe, Participant
from clusterhub.vocabularies.models import Country


def people_for(participant, *, words="", country="", kind="", away=False):
    """Everybody else, by name; `away`: only those whom she turned away."""
    rows = Participant.objects.present().filter(matchmaking=participant.matchmaking_id)
    rows = rows.exclude(pk=participant.pk)
    if away:
        turned = NotForMe.objects.filter(participant=participant)
        rows = rows.filter(pk__in=turned.values("other"))
    for word in words.split()[:8]:
        rows = rows.filter(_says(word))
    if country:
        rows = rows.filter(registration__country=country)
    if kind:
        rows = rows.filter(registration__organisation__kind=kind)
    return rows.order_by("registration__name", "pk")


def _says(word):
    """In what others see of her; so nobody is found by what she has hidden."""
    fields = (
        *("offers", "seeks", "registration__name", "registration__organisation_name"),
        "registration__organisation__name",
    )
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": word})
    for name in ("offered_technologies", "sought_technologies"):
        lists = Participant._meta.get_field(name).remote_field.through.objects
        having = lists.filter(technology__name__icontains=word).values("participant")
        found |= Q(pk__in=having)
    return found


def countries_of(matchmaking):
    """(code, name) of the countries from which people take part."""
    present = Participant.objects.present().filter(matchmaking=matchmaking)
    found = Country.objects.filter(pk__in=present.values("registration__country"))
    return sorted(((each.pk, str(each)) for each in found), key=lambda pair: pair[1])
