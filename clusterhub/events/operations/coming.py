"""Who may come to an event: anyone, members, people from certain countries, the invited."""

from django.db.models import Q

from clusterhub.directory.models import Affiliation, Organisation
from clusterhub.directory.models.editing import levels_of
from clusterhub.events.addresses import address_key
from clusterhub.events.models import ApprovalCause, Guest, Way, WhoMayCome
from clusterhub.events.operations.refusals import (
    CountryNotTakingPart,
    MembersOnly,
    NotAmongTheInvited,
)
from clusterhub.vocabularies.models import CountryStanding

# Who runs the event lets in whom she wants; everybody else asks by these rules.
BY_THE_RULES = (Way.PAGE, Way.MEMBER, Way.API, Way.PARTY)


def approval_cause(places, *, way, attendee=None, guest=None, organisation=None, country=None):
    """Why somebody has to decide about her, or nothing; raises what she may not."""
    admission = places.admission
    if way not in BY_THE_RULES or guest is not None:
        return ""
    if admission.who == WhoMayCome.MEMBERS and not (way == Way.PARTY or is_member(attendee)):
        raise MembersOnly
    if admission.who == WhoMayCome.INVITED:
        if not is_invited(places.event, attendee):
            raise NotAmongTheInvited
        return ""
    is_uncertain = False
    if admission.who == WhoMayCome.COUNTRIES:
        country = country_of(organisation, country, attendee)
        fits = takes_part(country, admission, places.event)
        if fits is False:
            raise CountryNotTakingPart(country)
        is_uncertain = fits is None
    if admission.needs_approval:
        return ApprovalCause.EVENT
    return ApprovalCause.COUNTRY if is_uncertain else ""


def is_member(user):
    """Signed in, and an editor or a listed collaborator of a listed organisation."""
    return own_organisation(user) is not None


def own_organisation(user):
    if user is None or not user.is_authenticated:
        return None
    listed = Organisation.objects.listed().select_related("country")
    ties = Affiliation.objects.current().filter(person__account=user)
    ties = ties.exclude(person__published_at=None).values("organisation")
    own = Q(pk__in=list(levels_of(user))) | Q(pk__in=ties)
    return listed.filter(own).order_by("pk").first()


def is_invited(event, user):
    """Whether an open invitation went to the proven address of `user`."""
    if user is None or not user.is_authenticated:
        return False
    key = address_key(user.email)
    return Guest.objects.open().filter(event=event, address_key=key).exists()


def country_of(organisation, country, user):
    """That of the organisation, else the one she says, else that of her own organisation."""
    if organisation is not None and organisation.country_id:
        return organisation.country
    if country is not None:
        return country
    own = own_organisation(user)
    return own.country if own else None


def takes_part(country, admission, event):
    """True, False, or None where it is not certain, on the day of the event."""
    if country is None:
        return False
    if country.pk in admission.countries:
        return True
    standings = CountryStanding.objects.on(event.starts_there.date()).filter(
        country=country, programme__in=admission.programmes
    )
    certain = list(standings.values_list("is_certain", flat=True))
    if any(certain):
        return True
    return None if certain else False
