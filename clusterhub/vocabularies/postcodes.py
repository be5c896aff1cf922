"""From a postcode to its region, where an operator has loaded a list of prefixes.

No such list is shipped: the ones that we know of may not be used commercially.
"""

import re

from clusterhub.vocabularies.models import PostcodePrefix

LONGEST = 10
WHOLE = "$"  # After a prefix that is the whole code.


def region_of_postcode(postcode, country):
    """The NUTS 3 region of a postcode by its longest known prefix, or None."""
    code = tidied(postcode, country)
    if not code:
        return None
    prefixes = [code[:length] for length in range(len(code) + 1)] + [code + WHOLE]
    rows = PostcodePrefix.objects.filter(country=country, prefix__in=prefixes)
    found = list(rows.select_related("region"))
    return max(found, key=lambda row: len(row.prefix)).region if found else None


def tidied(postcode, country):
    """Capitals without spaces and hyphens, as the prefixes are written."""
    code = re.sub(r"[\s-]", "", postcode.upper())[:LONGEST]
    if country == "LV" and code.isdecimal():
        return f"LV{code}"
    return code[:3] if country in {"IE", "MT"} else code
