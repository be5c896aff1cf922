"""The parameters of lists. Those of organisations are the filters of the page; there a value that
nobody knows is left out, here it is refused, since a program would not notice."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from clusterhub.api.errors import Problem
from clusterhub.api.schemas import Kind
from clusterhub.directory.finding.wanted import FRESHNESS, LEVELS, LONGEST_WORDS, MOST_VALUES

MOST, AS_A_RULE = 1000, 100
LARGEST_ID = 2**63 - 1
_NUMBER = r"-?[0-9]{1,3}(\.[0-9]{1,12})?"


def several(pattern=None, words="", of=None):
    item = of or Annotated[str, Field(pattern=f"^{pattern}$")]
    return Annotated[list[item], Field(max_length=MOST_VALUES, description=words)]


Slugs = several("[a-z0-9][a-z0-9-]{0,79}", "Slugs.")
Regions = several("[A-Z]{2}[A-Z0-9]{0,3}", "NUTS codes of any level.")


class Paged(Schema):
    after: int = Field(0, ge=0, le=LARGEST_ID, description="The last id that you have.")
    limit: int = Field(AS_A_RULE, ge=1, le=MOST, description="How many at once.")


class OrganisationQuery(Paged):
    q: str = Field("", max_length=LONGEST_WORDS, description="Words in names and texts.")
    kind: several(of=Kind, words="What it is.") = []
    country: several("[A-Z]{2}", "ISO 3166-1.") = []
    ecosystem: Slugs = []
    sector: several(r"([A-V]|[0-9]{2})", "Sections and divisions of NACE 2.1.") = []
    region: Regions = []
    technology: Slugs = []
    label: several(of=Literal[LEVELS], words="A label that is valid today.") = []
    programme: several(r"[^\x00-\x1f]{1,100}", "Names of support programmes.") = []
    language: several("[a-z]{2}", "ISO 639-1.") = []
    freshness: several(of=Literal[FRESHNESS], words="How long ago it was confirmed.") = []
    serves: Regions = []
    member_of: Slugs = []
    box: str = Field(
        "",
        pattern=f"^({_NUMBER}(,{_NUMBER}){{3}})?$",
        description="West, south, east, north in degrees.",
    )


class MembershipQuery(Paged):
    cluster_organisation: str = Field("", max_length=80, description="A slug.")
    organisation: str = Field("", max_length=80, description="A slug.")
    former: bool = Field(False, description="Also those that have ended.")


class ParticipationQuery(Paged):
    whole: str = Field("", max_length=80, description="The slug of a partnership or network.")
    organisation: str = Field("", max_length=80, description="A slug.")
    former: bool = Field(False, description="Also those that have ended.")


def only_known(request, query=None):
    """A misspelt filter would otherwise answer with everything."""
    known = set(type(query).model_fields) if query else set()
    if unknown := sorted(set(request.GET) - known):
        said = {name[:80]: [_("There is no such parameter.")] for name in unknown[:20]}
        raise Problem(422, _("Some parameters are not known."), fields=said)
