from clusterhub.events.operations import lapse_expired


def give_places_on():
    """What was held or offered until now, and not answered, goes to the next."""
    lapse_expired()
