"""Time zones by their names in the IANA tz database (https://www.iana.org/time-zones).

Pure module. A zone is always a name such as "Europe/Brussels", never an abbreviation: "CET" says
what the clocks keep today, the name says what they will keep next summer.
"""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ZONE = "Europe/Brussels"

# Places with a clock of their own in the countries that take part in the Union's programmes, and
# beyond. Cities that share rules with another zone are listed where readers look for their own.
GROUPS = {
    "Europe": (
        "Amsterdam Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Chisinau "
        "Copenhagen Dublin Helsinki Istanbul Kyiv Lisbon Ljubljana London Luxembourg Madrid Malta "
        "Oslo Paris Podgorica Prague Riga Rome Sarajevo Skopje Sofia Stockholm Tallinn Tirane "
        "Vaduz Vienna Vilnius Warsaw Zagreb Zurich"
    ),
    "Atlantic": "Azores Canary Cape_Verde Faroe Madeira Reykjavik",
    "Africa": "Algiers Cairo Casablanca Ceuta Johannesburg Lagos Nairobi Tunis",
    "America": (
        "Argentina/Buenos_Aires Bogota Cayenne Chicago Denver Guadeloupe Halifax Los_Angeles "
        "Martinique Mexico_City New_York Santiago Sao_Paulo Toronto"
    ),
    "Asia": (
        "Baku Dubai Hong_Kong Jakarta Jerusalem Kolkata Nicosia Riyadh Seoul Shanghai Singapore "
        "Taipei Tbilisi Tokyo Yerevan"
    ),
    "Indian": "Mayotte Reunion",
    "Pacific": "Auckland Honolulu Noumea Tahiti",
    "Australia": "Melbourne Perth Sydney",
}

# How a city is written where the database's ASCII name would look careless.
CITIES = {
    "America/Sao_Paulo": "São Paulo",
    "Europe/Chisinau": "Chișinău",
    "Europe/Kiev": "Kyiv",
    "Europe/Tirane": "Tirana",
    "Europe/Zurich": "Zürich",
    "Indian/Reunion": "Réunion",
    "Pacific/Noumea": "Nouméa",
    "Atlantic/Canary": "Canary Islands",
    "Atlantic/Faroe": "Faroe Islands",
}

# Names that the database carries for machines, not for places. "CET" is a zone of its own there,
# so it must not be mistaken for Brussels.
UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal", "GMT0", "GMT+0", "GMT-0", "Greenwich"})


@cache
def zone_names():
    """Every name that the installed database knows, except "localtime" (this machine's own)."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def is_zone(name):
    """Whether `name` is a zone. Any value may be asked about; nothing is read from disk for it."""
    return isinstance(name, str) and name in zone_names()


def zone_info(name):
    """The rules of a zone; ValueError when there is none of that name."""
    if not is_zone(name):
        raise ValueError(f"{name!r} is not a time zone of the IANA database")
    return ZoneInfo(name)


def zone_city(name):
    """The place a zone is called after, as people write it: "Europe/Brussels" is "Brussels"."""
    if name in CITIES:
        return CITIES[name]
    place = name.rpartition("/")[2]
    if place in UTC_NAMES:
        return "UTC"
    if name.startswith("Etc/GMT") and place[3:4] in ("+", "-"):
        # In "Etc/GMT-2" the sign is that of POSIX, the reverse of everyone else's.
        return "UTC" + place[3:].translate(str.maketrans("+-", "-+"))
    return place.replace("_", " ")


def choosable_zones():
    """What a person may pick: a list of (group, [(zone, city), ...]), each group by city."""
    groups = []
    for group, places in GROUPS.items():
        zones = (f"{group}/{place}" for place in places.split())
        known = [(zone, zone_city(zone)) for zone in zones if is_zone(zone)]
        groups.append((group, sorted(known, key=lambda choice: choice[1])))
    groups.append(("UTC", [("UTC", "UTC")]))
    return groups


@cache
def zones_by_city():
    """{"brussels": "Europe/Brussels", ...}: every city of the database, lower case."""
    cities = {}
    for name in sorted(zone_names()):
        area, _, place = name.rpartition("/")
        if area and area not in ("Etc", "SystemV", "posix", "right"):
            cities.setdefault(place.replace("_", " ").lower(), name)
            cities.setdefault(zone_city(name).lower(), name)
    return cities
