import struct
from io import BytesIO
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.directory.kinds import PARTS_OF, OrganisationKind, Part, fields_of
from clusterhub.directory.logos import LogoRefused, logo
from clusterhub.directory.models import NameKind
from clusterhub.directory.operations import ChangedMeanwhile
from clusterhub.directory.operations.profile import WrongField, save_part
from clusterhub.directory.operations.restoring import restore_revision
from clusterhub.directory.refusals import NotTheOwner
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation

pytestmark = pytest.mark.django_db


def parts_to_try():
    """Each kind with its parts, those only once that ask the same of several kinds; the identity,
    which shows the kind itself, of all."""
    asked = set()
    for kind in OrganisationKind:
        new = [part for part in PARTS_OF[kind] if (part, fields_of(kind, part)) not in asked]
        asked |= {(part, fields_of(kind, part)) for part in new}
        yield kind, sorted({Part.IDENTITY, *new})


@pytest.mark.parametrize(("kind", "parts"), parts_to_try())
def test_every_part_of_every_kind_has_a_page_and_keeps_what_it_shows(client, kind, parts):
    organisation = make_organisation(kind=kind)
    client.force_login(make_editor(organisation))
    overview = client.get(reverse("directory:edit-organisation", args=[organisation.slug]))

    for part in parts:
        address = reverse("directory:edit-part", args=[organisation.slug, part])
        page = client.get(address)
        if page.status_code == 200:
            form = page.context["form"]
            shown = {name: form[name].value() for name in form.fields}
            again = {name: value for name, value in shown.items() if value not in (None, "")}
            assert client.post(address, again).status_code == 302, (part, form.errors)

    assert overview.status_code == 200
    assert not organisation.revisions.exists()


def test_the_kind_decides_the_fields_and_takes_what_it_does_not_ask(client):
    cluster = make_organisation()
    save_part(cluster, part="what_we_do", fields={"strategy": "Grow."}, by=None)

    save_part(cluster, part="identity", fields={"kind": "sme"}, by=None)

    cluster.refresh_from_db()
    assert cluster.facts == {}
    assert cluster.revisions.first().changed == ["kind", "strategy"]
    with pytest.raises(WrongField):
        save_part(cluster, part="what_we_do", fields={"strategy": "Grow."}, by=None)


def test_two_editors_never_overwrite_each_other(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))
    address = reverse("directory:edit-part", args=[cluster.slug, "what_we_do"])
    opened = client.get(address).context["form"]["version"].value()
    save_part(cluster, part="what_we_do", fields={"description": "Hers"}, by=None)

    late = client.post(address, {"version": opened, "description": "Mine"})
    cluster.refresh_from_db()
    kept = cluster.description
    client.post(
        address, {"version": late.context["form"]["version"].value(), "description": "Mine"}
    )

    cluster.refresh_from_db()
    assert (late.status_code, kept, cluster.description) == (409, "Hers", "Mine")
    with pytest.raises(ChangedMeanwhile):
        save_part(cluster, part="place", fields={"city": "Linz"}, version=opened, by=None)


def test_an_editor_removed_in_the_middle_of_a_form_saves_nothing():
    cluster = make_organisation()
    editor = make_editor(cluster)
    cluster.editorships.get().delete()

    with pytest.raises(NotTheOwner):
        save_part(cluster, part="place", fields={"city": "Linz"}, by=editor)


def test_a_region_lies_in_the_chosen_country(client):
    cluster = make_organisation()
    austria, germany = make_country(), make_country("DE", "Germany")
    austria.regions.create(code="AT", version=2024, level=0, name="Austria")
    client.force_login(make_editor(cluster))
    address = reverse("directory:edit-part", args=[cluster.slug, "place"])
    values = {"version": cluster.version, "region": "at"}

    refused = client.post(address, values | {"country": germany.pk})
    client.post(address, values | {"country": austria.pk})

    cluster.refresh_from_db()
    assert list(refused.context["form"].errors) == ["region"]
    assert (cluster.country, cluster.region.code) == (austria, "AT")


def test_restoring_brings_back_the_record_and_keeps_history():
    cluster = make_organisation(name="Timber", other_names=[("Holz", NameKind.LOCAL)])
    save_part(cluster, part="what_we_do", fields={"services": "Old"}, by=None)
    save_part(cluster, part="identity", fields={"name": "Steel"}, by=None)
    save_part(cluster, part="what_we_do", fields={"services": "New"}, by=None)

    restore_revision(cluster.revisions.get(number=2), by=None)

    cluster.refresh_from_db()
    assert (cluster.name, cluster.facts) == ("Timber", {"services": "Old"})
    assert [row.name for row in cluster.other_names.all()] == ["Holz"]
    newest = cluster.revisions.first()
    assert (newest.number, newest.change, newest.restored_from.number) == (5, "restored", 2)
    assert newest.changed == ["name", "names", "services"]


def test_history_is_compared_word_by_word_and_read_by_its_people_only(client):
    cluster = make_organisation(description="We cut old trees")
    save_part(cluster, part="what_we_do", fields={"description": "We plant old trees"}, by=None)
    names = ["history", "history-json"]
    addresses = [reverse(f"directory:{name}", args=[cluster.slug]) for name in names]
    addresses += [
        reverse(f"directory:{name}", args=[cluster.slug, 1, 2])
        for name in ("comparison", "comparison-json")
    ]
    stranger, editor = make_user(), make_editor(cluster)

    found = []
    for user in (stranger, editor):
        client.force_login(user)
        found.append([client.get(address).status_code for address in addresses])
    page = client.get(addresses[2]).content.decode()

    assert found == [[403] * 4, [200] * 4]
    assert "<del>cut </del>" in page
    assert "<ins>plant </ins>" in page
    assert client.get(addresses[3]).json()["differences"] == [
        {"field": "description", "before": "We cut old trees", "after": "We plant old trees"}
    ]


def test_a_logo_is_drawn_anew_and_served(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))
    drawn = BytesIO()
    Image.new("RGB", (1200, 300), "red").save(drawn, "JPEG", comment=b"secret")
    file = SimpleUploadedFile("x.exe", drawn.getvalue())

    client.post(reverse("directory:edit-logo", args=[cluster.slug]), {"logo": file})

    served = b"".join(client.get(reverse("directory:logo", args=[cluster.slug])).streaming_content)
    assert Image.open(BytesIO(served)).size == (600, 150)
    assert b"secret" not in served


def test_a_logo_of_thirty_thousand_pixels_is_refused_unopened():
    drawn = BytesIO()
    Image.new("1", (8, 8)).save(drawn, "PNG")
    size = b"IHDR" + struct.pack(">II", 30_000, 30_000)
    header = size + drawn.getvalue()[24:29]
    bomb = drawn.getvalue()[:12] + header + struct.pack(">I", crc32(header))

    with pytest.raises(LogoRefused) as refusal:
        logo(BytesIO(bomb + drawn.getvalue()[33:]))

    assert refusal.value.reason == "too_many_pixels"


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_nobody_else_reaches_the_desk_of_a_profile(client, who):
    cluster = make_organisation()
    save_part(cluster, part="place", fields={"city": "Linz"}, by=None)
    if who == "member":
        sign_in(client, who)
    pages = ("edit-organisation", "labels", "contacts", "documents", "history", "erasure")

    found = {
        name: client.get(reverse(f"directory:{name}", args=[cluster.slug])).status_code
        for name in (*pages, "take-along-json", "take-along-csv")
    }

    assert set(found.values()) == {403 if who == "member" else 302}
