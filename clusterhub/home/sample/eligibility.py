"""A made-up open call with rules of many kinds, so that “May I apply?” has something to ask."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.directory.models import Organisation
from clusterhub.funding.models import Call
from clusterhub.funding.operations import add_deadline, change_rules, create_call, publish_call
from clusterhub.vocabularies.models import IndustrialEcosystem, Technology

TITLE = "Digital vouchers for timber SMEs (sample)"
SOURCE = {"citation": "Guide for applicants (sample), section 2"}
RULES = [
    {"kind": "size", "id": "sme", "sizes": ["micro", "small", "medium"], "binding": True},
    {"kind": "country", "id": "country", "programmes": ["smp"]},
    {"kind": "nace", "id": "nace", "codes": ["C", "F", "62"]},
    {"kind": "age", "id": "age", "at_least_years": 2},
    {
        "kind": "quota",
        "id": "quota",
        "per": "country",
        "left": {"AT": 3, "SE": 4, "FI": 0},
        "words": "At most eight vouchers for each country: Sweden 4 left, Austria 3, Finland none.",
    },
    {"kind": "aid", "id": "aid", "amount_eur": 15_000},
    {
        "kind": "statement",
        "id": "first",
        "question": "Have you had a voucher of this partnership before?",
        "expected": False,
    },
]


def load_eligibility(by):
    if Call.objects.filter(title=TITLE).exists():
        return
    now = timezone.now()
    call = create_call(
        by=by,
        title=TITLE,
        kind="cascade",
        programme="Single Market Programme",
        summary="€15,000 for a timber company that makes its planning digital. Invented, to try it out.",
        opens_at=now - timedelta(days=10),
        budget_eur=600_000,
        max_eur=15_000,
        money_form="voucher",
        organisation=Organisation.objects.filter(slug="northern-timber-cluster-sample").first(),
        source="Invented for this sample",
        ecosystems=IndustrialEcosystem.objects.filter(
            slug__in=["construction", "proximity-social-economy"]
        ),
        technologies=Technology.objects.filter(
            slug__in=["artificial-intelligence", "internet-of-things"]
        ),
    )
    add_deadline(call, closes_at=(now + timedelta(days=40)).date(), by=by)
    rules = [rule | {"source": SOURCE} for rule in RULES]
    change_rules(call, change=lambda _present: rules, by=by)
    publish_call(call, by=by)
