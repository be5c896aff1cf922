"""What each field of a profile is called in the middle of a sentence. Knows no database."""

from django.utils.translation import gettext_lazy

FIELD_WORDS = {
    "name": gettext_lazy("name"),
    "kind": gettext_lazy("kind"),
    "names": gettext_lazy("other names"),
    "seat": gettext_lazy("address and place"),
    "website": gettext_lazy("website"),
    "english_website": gettext_lazy("website in English"),
    "founded_year": gettext_lazy("year of founding"),
    "parent": gettext_lazy("body above"),
    "logo": gettext_lazy("logo"),
    "links": gettext_lazy("links"),
    "country": gettext_lazy("country"),
    "region": gettext_lazy("region"),
    "street": gettext_lazy("street"),
    "postcode": gettext_lazy("postcode"),
    "city": gettext_lazy("place"),
    "contacts": gettext_lazy("contacts"),
    "description": gettext_lazy("description"),
    "ecosystems": gettext_lazy("industrial ecosystems"),
    "activities": gettext_lazy("economic activities"),
    "technologies": gettext_lazy("technologies"),
    "s3_priorities": gettext_lazy("smart specialisation priorities"),
    "emerging_industries": gettext_lazy("emerging industries"),
    "services": gettext_lazy("services"),
    "strategy": gettext_lazy("strategy"),
    "specialisation": gettext_lazy("special strength"),
    "support_types": gettext_lazy("support for businesses"),
    "serves": gettext_lazy("where it is active"),
    "facilities": gettext_lazy("facilities"),
    "major_players": gettext_lazy("major players"),
    "strand": gettext_lazy("strand"),
    "staff_fte": gettext_lazy("management staff"),
    "languages": gettext_lazy("languages"),
    "members": gettext_lazy("members"),
    "counts": gettext_lazy("number of members"),
    "labels": gettext_lazy("labels"),
    "interest_countries": gettext_lazy("countries of interest"),
    "programmes": gettext_lazy("support programmes"),
    "documents": gettext_lazy("documents"),
}


def words_for(name):
    return FIELD_WORDS.get(name, name.replace("_", " "))
