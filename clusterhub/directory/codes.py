"""The code lists that a profile chooses from, with their words, out of the shipped lists.
Knows no database."""

from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clusterhub.vocabularies import files

NACE = "2.1"


class SupportType(TextChoices):
    NETWORKING = "networking", _("Networking and events")
    INNOVATION = "innovation", _("Innovation and technology transfer")
    INTERNATIONAL = "international", _("Going international")
    FUNDING = "funding", _("Help with funding applications")
    FINANCE = "finance", _("Finance and investors")
    TRAINING = "training", _("Training and skills")
    DIGITAL = "digital", _("Digital transformation")
    GREEN = "green", _("Green transition and resource efficiency")
    SCALE_UP = "scale_up", _("Start-up and scale-up support")
    PROPERTY = "property", _("Intellectual property")
    STANDARDS = "standards", _("Testing, standards and certification")
    MARKETING = "marketing", _("Marketing and visibility")


class Facility(TextChoices):
    INCUBATORS = "incubators", _("Incubators")
    ACCELERATORS = "accelerators", _("Accelerators")
    FAB_LABS = "fab_labs", _("Fab labs")
    CREATIVE_HUBS = "creative_hubs", _("Creative hubs")
    INNOVATION_HUBS = "innovation_hubs", _("Digital innovation hubs")
    TECH_CENTRES = "tech_centres", _("Technology centres")
    TEST_BEDS = "test_beds", _("Test beds")


class Strand(TextChoices):
    EUROCLUSTERS = "euroclusters", _("Euroclusters")
    GOING_INTERNATIONAL = "going_international", _("Going international")
    SMART_SPECIALISATION = "smart_specialisation", _("Smart specialisation")
    EXCELLENCE = "excellence", _("Excellence")
    INNOSUP = "innosup", _("Cluster-facilitated projects (INNOSUP-1)")
    OTHER = "other", _("Other")


# Django's own table has most languages of Europe and around, but not these.
MORE_LANGUAGES = {"mt": _("Maltese"), "no": _("Norwegian"), "rm": _("Romansh")}
NOT_OFFERED = {"nb", "nn", "eo", "ia", "io"}
# The words of those that have rows in the database are the same as in the shipped list.
CHOICES = {"support_types": SupportType, "facilities": Facility, "strand": Strand}


def words(name):
    """Each code of the list `name` with its words in the language of now."""
    return _words(name, (get_language() or "en")[:2])


def words_of(name, codes):
    """The words for these codes, in their order; an old code that is no longer known is itself."""
    known = words(name)
    return [(code, str(known.get(code, code))) for code in codes]


@lru_cache(maxsize=256)
def _words(name, language):
    if name in CHOICES:
        return dict(CHOICES[name].choices)
    if name == "languages":
        return _languages()
    return {code: row["names"].get(language, row["name"]) for code, row in _rows(name)}


def _languages():
    from_django = {code: row for code, row in LANG_INFO.items() if len(code) == 2}
    offered = {
        code: _(row["name"])
        for code, row in from_django.items()
        if "name" in row and code not in NOT_OFFERED
    }
    offered |= MORE_LANGUAGES
    return dict(sorted(offered.items(), key=lambda pair: str(pair[1])))


def _rows(name):
    if name == "activities":
        return [
            (f"{NACE}:{row['code']}", {**row, "name": f"{row['code']} {row['name']}", "names": {}})
            for row in files.activities(NACE)
        ]
    if name == "serves":
        return [(row["code"], {**row, "names": {}}) for row in files.regions()]
    if name == "interest_countries":
        return list(files.countries())
    if name == "s3_priorities":
        return [(slug, row) for _level, slug, _parent, row in files.s3_priorities()]
    return list(files.named(name.replace("_", "-")))
