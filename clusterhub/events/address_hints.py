"""A mail address with a likely typing error, and what was probably meant. Knows no database.

Only a question comes of it: whoever says that it is right as typed is believed.
"""

from rapidfuzz.distance import OSA

from clusterhub.directory.free_mail import FREE_MAIL

# Where most of those go wrong who go wrong; the rest of the list is only known to be right.
OFTEN = (
    *("gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com"),
    *("protonmail.com", "proton.me", "live.com", "gmx.de", "gmx.net", "gmx.at", "web.de"),
    *("t-online.de", "freenet.de", "orange.fr", "wanadoo.fr", "laposte.net", "free.fr"),
    *("hotmail.fr", "hotmail.it", "hotmail.es", "hotmail.de", "yahoo.fr", "yahoo.de", "yahoo.it"),
    *("yahoo.es", "libero.it", "virgilio.it", "tiscali.it", "seznam.cz", "centrum.cz"),
    *("onet.pl", "interia.pl", "sapo.pt", "telenet.be", "freemail.hu", "ec.europa.eu"),
)
# Hosts that exist although they look like slips.
RIGHT = FREE_MAIL | set(OFTEN) | {"email.com", "gmx.eu", "fmail.com", "hmail.com", "europa.eu"}
ENDINGS = {
    **dict.fromkeys(["con", "cmo", "ocm", "comm", "cim", "vom", "xom", "coom", "c0m"], "com"),
    **dict.fromkeys(["ner", "nett", "ent", "neet"], "net"),
    **dict.fromkeys(["ogr", "rog", "orgg"], "org"),
    **dict.fromkeys(["euu", "eur"], "eu"),
}
SHORT = 8  # In a short host one letter says more.


def suggestion(email):
    """The address that was probably meant; nothing where nothing looks wrong."""
    local, _at, host = email.strip().rpartition("@")
    host = host.lower()
    better = _host(host.strip("."))
    return f"{local}@{better}" if local and better and better != host else ""


def _host(host):
    if host in RIGHT:
        return host
    name, _dot, ending = host.rpartition(".")
    if ending in ENDINGS and name:
        host = f"{name}.{ENDINGS[ending]}"
        if host in RIGHT:
            return host
    if _is_abroad(host):
        return host
    near = [(OSA.distance(host, each), each) for each in OFTEN if abs(len(host) - len(each)) <= 2]
    fits = sorted(pair for pair in near if pair[0] <= (1 if len(pair[1]) <= SHORT else 2))
    return fits[0][1] if fits else host


def _is_abroad(host):
    """ "yahoo.ca", "hotmail.se": the same house in another country is no slip."""
    name, _dot, ending = host.partition(".")
    houses = {"gmx", "hotmail", "yahoo", "outlook", "live", "orange", "free", "web", "mail"}
    return name in houses and all(len(part) in (2, 3) for part in ending.split("."))
