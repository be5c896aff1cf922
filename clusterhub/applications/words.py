"""Moments as a receipt says them: to the second, in the zone of the call."""

from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, label_of
from clusterhub.clock.zones import zone_city, zone_info


def to_the_second(instant, zone):
    """ "18 April 2024, 16:59:59 CEST (Brussels)"."""
    local = instant.astimezone(zone_info(zone))
    return _("{day}, {hour} {label} ({city})").format(
        day=day_in_words(local.date()),
        hour=f"{local:%H:%M:%S}",
        label=label_of(instant, zone),
        city=zone_city(zone),
    )
