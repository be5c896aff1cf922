"""From what a program sent to what the operations take: the same fields as the forms, by slug and
code instead of words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clusterhub.api.errors import Problem
from clusterhub.directory.facts import KEYS, UNSEEN, clean_text
from clusterhub.directory.forms.parts import FIELDS
from clusterhub.directory.models import Organisation
from clusterhub.directory.seats import is_unknown_town
from clusterhub.vocabularies.models import Country, IndustrialEcosystem, NutsRegion

ONE_LINE = ("name", "website", "english_website", "street", "postcode", "city")
AS_IN_THE_FORM = (*ONE_LINE, "description", "founded_year", "staff_fte")
NEVER_EMPTY = ("name", "kind")


def draft_values(draft, reader):
    """What `start_profile` takes."""
    with _Problems() as problems:
        texts = ("name", "website", "english_website", "description")
        values = {name: problems.clean(name, getattr(draft, name)) for name in texts}
        values["country"] = problems.found("country", Country, draft.country)
        values["others"] = _seen(problems, "others", draft.others, reader)
    return values | {"kind": draft.kind}


def cleaned(change, row, reader):
    """What `change_organisation` takes: fields by name, empty ones as the columns keep them."""
    sent = change.model_dump(exclude_unset=True)
    del sent["version"]
    with _Problems() as problems:
        for name in NEVER_EMPTY:
            if name in sent and sent[name] is None:
                problems.add(name, _("This cannot be empty."))
        fields = {name: sent[name] for name in sent if name in KEYS or name == "kind"}
        fields |= {n: problems.clean(n, sent[n]) for n in AS_IN_THE_FORM if n in sent}
        fields |= _seat(problems, sent, row)
        if "parent" in sent:
            slugs = [sent["parent"]] if sent["parent"] else []
            fields["parent"] = next(iter(_seen(problems, "parent", slugs, reader)), None)
        if "ecosystems" in sent:
            slugs = dict.fromkeys(sent["ecosystems"] or [])
            rows = [problems.found("ecosystems", IndustrialEcosystem, slug) for slug in slugs]
            fields["ecosystems"] = [each for each in rows if each]
    return fields


def _seat(problems, sent, row):
    seat = {}
    country = row.country
    if "country" in sent:
        code = sent["country"]
        country = seat["country"] = problems.found("country", Country, code) if code else None
    if "region" in sent:
        seat["region"] = _region(problems, sent["region"], country)
    elif "country" in sent and country != row.country:
        seat["region"] = None
    elif sent.get("city") and country and not is_unknown_town(country=country, city=sent["city"]):
        seat["region"] = None  # The region that stood there does not hold back a town that is new.
    return seat


def _region(problems, code, country):
    if not code:
        return None
    region = NutsRegion.objects.filter(code=code).order_by("-version").first()
    if region is None:
        problems.add("region", _("There is no NUTS region with this code."))
    elif country and region.country_id != country.pk:
        problems.add("region", _("This region is not in %s.") % country)
    return region


def _seen(problems, name, slugs, reader):
    """Those that the reader may see; of others it is not said whether they exist."""
    found = Organisation.objects.visible_to(reader).filter(slug__in=slugs)
    rows = {each.slug: each for each in found}
    for slug in slugs:
        if slug not in rows:
            problems.add(name, _("Not known: %s.") % slug)
    return list(rows.values())


class _Problems:
    """Gathers what does not fit and says it all at once."""

    def __init__(self):
        self.fields = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is None and self.fields:
            raise Problem(422, _("Some values do not fit."), fields=self.fields)

    def add(self, name, words):
        self.fields.setdefault(name, []).append(str(words))

    def clean(self, name, value):
        """As the form of the page cleans it."""
        if isinstance(value, str):
            value = clean_text(value)
            value = " ".join(value.split()) if name in ONE_LINE else value
        field = FIELDS[name]()
        try:
            return field.clean(str(value) if isinstance(value, float) else value)
        except ValidationError as error:
            for words in error.messages:
                self.add(name, words)
            return None

    def found(self, name, model, key):
        row = model.objects.filter(pk=key).first() if not UNSEEN.search(key) else None
        if row is None:
            self.add(name, _("Not known: %s.") % key)
        return row
