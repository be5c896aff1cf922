import json

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.api.tests.receiving import receiver  # noqa: F401 - a fixture.
from clusterhub.funding.jobs import fetch_calls
from clusterhub.funding.models import Call, CallImport
from clusterhub.funding.operations import CallImporter, update_call
from clusterhub.funding.reading import read_calls
from clusterhub.funding.tests.records import overview, page, result

pytestmark = pytest.mark.django_db
OLD = {"esDA_IngestDate": "2023-01-01T00:00:00Z", "reference": "1old", "status": "31094501"}


def take(*records):
    importer = CallImporter(source="the portal")
    list(importer.take(read_calls(page(*records)), name="page.json"))
    return Call.objects.get()


def test_the_page_shows_money_documents_and_the_cleaned_text(client):
    budget = overview(("CLUSTER-2027-01 - Lump sum grants", {"2027": "6000000"}, 100_000, 500_000))
    call = take(
        result(
            budgetOverview=budget,
            typesOfAction="Lump sum grants",
            descriptionByte="<p>Scope</p><script>alert(1)</script>",
            publicationDocuments='[{"nameDoc": "Guide", "docUrl": "https://p.example/1"}]',
        )
    )
    Call.objects.update(body=call.body + "<img src=x onerror=alert(2)>")

    text = client.get(call.get_absolute_url()).content.decode()

    assert "€6 million" in text
    assert "Lump sum" in text
    assert "<p>Scope</p>" in text
    assert 'href="https://p.example/1"' in text
    assert "alert(" not in text


def test_editors_see_where_records_contradict_each_other_and_give_a_field_back_to_its_source(
    client,
):
    call = take(result(title="Old", budget="plenty", **OLD), result(title="New"))
    update_call(call, by=None, title="Ours")
    sign_in(client, "editor")
    address = reverse("funding:sources", args=[call.slug])

    text = client.get(address).content.decode()
    client.post(reverse("funding:follow-source", args=[call.slug]), {"field": "title"})

    call.refresh_from_db()
    assert "“plenty” is no amount" in text
    assert "<strong>Open</strong>" in text
    assert "Announced" in text
    assert "Ours" in text
    assert (call.title, call.by_hand) == ("New", [])


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 302), ("member", 403), ("editor", 200), ("administrator", 200)]
)
def test_only_editors_see_what_the_sources_say(client, who, status):
    call = take(result())
    sign_in(client, who)

    for name, slugs in (("sources", [call.slug]), ("imports", [])):
        assert client.get(reverse(f"funding:{name}", args=slugs)).status_code == status, name
    address = reverse("funding:follow-source", args=[call.slug])
    assert client.post(address, {"field": "x"}).status_code == (302 if status == 200 else status)


def test_calls_are_fetched_from_the_addresses_that_are_set_and_only_when_they_changed(
    client,
    receiver,  # noqa: F811
    settings,
):
    settings.CALLS_FROM = ["https://127.0.0.1:22/x", receiver.url]
    receiver.content, receiver.tag = json.dumps({"results": [result("F-1")]}).encode(), '"v1"'

    fetch_calls()
    fetch_calls()

    last, refused, first, also_refused = CallImport.objects.all()
    assert Call.objects.get().identifier == "F-1"
    assert (first.counts["new"], first.counts["tag"]) == (1, '"v1"')
    assert last.remarks == ["Nothing has changed there."]
    assert refused.remarks == also_refused.remarks == ["This address is not fetched (port)."]
    sign_in(client, "editor")
    assert "Nothing has changed there." in client.get(reverse("funding:imports")).content.decode()


def test_without_a_net_the_job_says_so_and_goes_on(settings):
    settings.CALLS_FROM = ["https://calls.invalid/all.json"]

    fetch_calls()

    assert CallImport.objects.get().remarks == ["Nobody answered: no such host"]
