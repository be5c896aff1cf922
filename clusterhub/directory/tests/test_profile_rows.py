import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.consent_links import token_of
from clusterhub.directory.models import Contact, Organisation, Revision
from clusterhub.directory.operations.contacts import (
    add_contact,
    give_consent,
    update_contact,
    withdraw_consent,
)
from clusterhub.directory.operations.erasing import NameNotTyped, erase_organisation
from clusterhub.directory.operations.labels import EndMissing, add_label, renew_label
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.taking_along import CSV_COLUMNS, as_row, everything
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_contact,
    make_country,
    make_editor,
    make_member,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def page_of(client, organisation):
    page = client.get(organisation.get_absolute_url()).content.decode()
    twin = client.get(reverse("directory:organisation-json", args=[organisation.slug]))
    return page + twin.content.decode()


def test_only_a_valid_label_is_a_badge_and_an_ended_one_says_until_when_it_can_be_renewed(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))
    ended_on = timezone.localdate() - timedelta(days=30)
    address = reverse("directory:labels", args=[cluster.slug])
    values = {"level": "silver", "issued_on": "2020-01-01", "valid_until": ended_on}

    refused = client.post(address, values | {"valid_until": ""})
    client.post(address, values)
    ended = page_of(client, cluster)
    label = cluster.labels.get()
    renewal = reverse("directory:label-renewal", args=[cluster.slug, label.pk])
    for _ in range(2):
        client.post(renewal, {"renewed_on": timezone.localdate()})

    assert list(refused.context["form"].errors) == ["valid_until"]
    assert "renewal possible until" in ended
    assert cluster.labels.count() == 2
    assert label.renewals.get().valid_until.year == ended_on.year + 3
    assert "ECEI Silver</span>" in page_of(client, cluster)


def test_bronze_needs_no_end_and_gold_does():
    cluster = make_organisation()

    bronze = add_label(cluster, level="bronze", issued_on=date(2024, 5, 3), by=None)

    assert renew_label(bronze, renewed_on=date(2027, 5, 3), by=None).valid_until == date(2029, 5, 3)
    with pytest.raises(EndMissing):
        add_label(cluster, level="gold", issued_on=date(2024, 5, 3), by=None)


def test_a_contact_is_shown_only_after_consent_and_gone_after_withdrawal_also_from_history(
    client, django_capture_on_commit_callbacks
):
    cluster = make_organisation()
    save_part(cluster, part="place", fields={"city": "Linz"}, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        ines = add_contact(
            cluster, name="Ines Teste", email="ines@timber.example", audience="public", by=None
        )
    link = reverse("directory:contact-consent", args=[token_of(ines)])
    found = ["Ines Teste" in page_of(client, cluster)]

    for answer in ("yes", "no"):
        page = client.get(link)
        client.post(link, {"answer": answer, "read": page.context["read"]})
        save_part(cluster, part="place", fields={"city": answer}, by=None)
        found.append("Ines Teste" in page_of(client, cluster))

    assert link in mail.outbox[0].body
    assert found == [False, True, False]
    assert not any("Ines" in json.dumps(row.record) for row in Revision.objects.all())
    assert token_of(ines) not in json.dumps(list(Contact.objects.values()), default=str)


def test_who_wrote_another_address_asks_again():
    cluster = make_organisation()
    ines = make_contact(cluster)
    values = {"name": ines.name, "email": "other@timber.example", "audience": "public"}

    changed = update_contact(ines, phone="", role="press", by=None, **values)

    assert not changed.has_consented
    assert changed.consent_token_digest
    assert give_consent(changed).has_consented
    assert not withdraw_consent(changed).has_consented


def test_a_document_is_a_pdf_kept_once_and_downloaded_by_whoever_sees_the_profile(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))
    address = reverse("directory:documents", args=[cluster.slug])

    for content in (b"<script>", PDF, PDF):
        client.post(address, {"title": "Plan", "file": SimpleUploadedFile("a.pdf", content)})
    row = cluster.documents.get()
    client.logout()
    download = client.get(reverse("directory:document", args=[cluster.slug, row.pk]))
    Organisation.objects.update(state="draft", published_at=None)
    hidden = client.get(reverse("directory:document", args=[cluster.slug, row.pk]))

    assert b"".join(download.streaming_content) == PDF
    assert "attachment" in download["Content-Disposition"]
    assert hidden.status_code == 404


def make_full():
    cluster = make_organisation(name="Timber", country=make_country(), description="=1+1")
    save_part(cluster, part="what_we_do", fields={"technologies": ["advanced-materials"]}, by=None)
    make_contact(cluster, name="Ines Teste")
    make_member(cluster)
    return cluster


def test_an_erased_organisation_leaves_its_name_in_talks_and_nothing_else(client):
    cluster = make_full()
    talk = make_appearance(make_person(), cluster).event
    administrator = make_editor(cluster)
    client.force_login(administrator)
    address = reverse("directory:erasure", args=[cluster.slug])

    before = client.get(address).content.decode()
    wrong = client.post(address, {"name_typed": "Steel"})
    client.post(address, {"name_typed": "Timber"})
    client.logout()

    left = Organisation.objects.get(pk=cluster.pk)
    assert "speakers: 1" in before
    assert list(wrong.context["form"].errors) == ["name_typed"]
    assert (left.name, left.description, left.facts, left.shown) == ("Timber", "", {}, {})
    assert (left.state, left.country, left.published_at) == ("archived", None, None)
    assert not left.contacts.exists()
    assert not left.members.exists()
    assert not left.revisions.exists()
    assert not left.editorships.exists()
    assert client.get(left.get_absolute_url()).status_code == 404
    assert "Timber" in client.get(talk.get_absolute_url()).content.decode()


def test_an_organisation_that_nobody_names_goes_altogether():
    cluster = make_full()

    with pytest.raises(NameNotTyped):
        erase_organisation(cluster, name_typed="timber", by=None)
    erase_organisation(cluster, name_typed=" Timber ", by=None)

    assert not Organisation.objects.filter(pk=cluster.pk).exists()


def test_only_an_administrator_erases_and_takes_along(client):
    cluster = make_full()
    names = ("erasure", "take-along-json", "take-along-csv")
    people = [make_user(), make_editor(cluster, level="editor"), make_editor(cluster)]

    found = []
    for user in people:
        client.force_login(user)
        found.append(
            [client.get(reverse(f"directory:{n}", args=[cluster.slug])).status_code for n in names]
        )

    assert found == [[403] * 3, [403] * 3, [200] * 3]


def test_take_along_holds_everything(client):
    cluster = make_full()
    client.force_login(make_editor(cluster))

    data = client.get(reverse("directory:take-along-json", args=[cluster.slug])).json()
    table = client.get(reverse("directory:take-along-csv", args=[cluster.slug])).content.decode()

    assert set(data) == set(everything(cluster))
    assert data["profile"]["technologies"] == ["advanced-materials"]
    assert [row["name"] for row in data["contacts"]] == ["Ines Teste"]
    assert [len(data[name]) for name in ("members", "history", "editors")] == [1, 2, 1]
    assert tuple(as_row(cluster)) == CSV_COLUMNS
    assert "'=1+1" in table
