from django.db import transaction

from clusterhub.events.models import RegistrationStatus, Way, WhoMayCome
from clusterhub.events.operations.places import lock_pools
from clusterhub.events.operations.refusals import MembersOnly, NothingToSwitch, TooManyColleagues
from clusterhub.events.operations.registering import again, register
from clusterhub.events.operations.steps import step
from clusterhub.events.own_rows import BROUGHT, may_have

ONE_BY_ONE = (WhoMayCome.MEMBERS, WhoMayCome.INVITED)


@transaction.atomic
def bring_colleague(registration, *, name, email, mode, language):
    """Register somebody whom she knows; that one gets the mail and confirms for herself.

    What was typed is kept with the colleague only: to the one who brings her, an address that is
    registered already looks like any other.
    """
    places = lock_pools(registration.event_id)
    registration = again(registration)
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NothingToSwitch
    if places.admission.who in ONE_BY_ONE:
        raise MembersOnly
    if colleagues_brought(registration) >= places.admission.most_colleagues:
        raise TooManyColleagues(places.admission.most_colleagues)
    step(registration, BROUGHT, by=None)
    return register(
        registration.event,
        name=name,
        email=email,
        mode=mode,
        way=Way.PAGE,
        language=language,
        brought_by=registration,
        organisation=registration.organisation,
        organisation_name=registration.organisation_name,
        country=registration.country,
    )


def colleagues_brought(registration):
    if not may_have(registration, "brought"):
        return 0
    return registration.steps.filter(verb=BROUGHT).count()
