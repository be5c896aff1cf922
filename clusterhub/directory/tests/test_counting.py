"""Members in numbers, as an organisation's own people say."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_editor, make_organisation

pytestmark = pytest.mark.django_db


def address_of(organisation):
    return reverse("directory:counts", args=[organisation.slug])


def test_a_count_stands_on_the_profile_and_the_older_one_stays(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))

    for year, sme in ((2024, 12), (2025, 18)):
        values = {"counted_on": f"{year}-03-01", "sme": sme, "public": 2, "large": ""}
        assert client.post(address_of(cluster), values).status_code == 302

    cluster.refresh_from_db()
    page = client.get(cluster.get_absolute_url()).content.decode()
    assert [row.total for row in cluster.counts.all()] == [20, 14]
    assert [row["on"] for row in cluster.shown["counts"]] == ["2025-03-01", "2024-03-01"]
    assert "1 March 2025" in page
    assert "1 March 2024" in page


def test_a_day_is_counted_once_and_what_was_said_last_holds(client):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))

    for sme in (12, 13):
        client.post(address_of(cluster), {"counted_on": "2025-03-01", "sme": sme})

    count = cluster.counts.get()
    assert (count.counted_on, count.sme) == (date(2025, 3, 1), 13)


@pytest.mark.parametrize(
    "values",
    [
        {"counted_on": "", "sme": 3},
        {"counted_on": "2025-03-01"},
        {"counted_on": "2025-03-01", "sme": -1},
        {"counted_on": "2025-03-01", "sme": 10**9},
        {"counted_on": timezone.localdate() + timedelta(days=2), "sme": 3},
    ],
    ids=["no day", "no number", "less than none", "more than there are", "to come"],
)
def test_what_cannot_be_is_refused_beside_its_field(client, values):
    cluster = make_organisation()
    client.force_login(make_editor(cluster))

    response = client.post(address_of(cluster), values)

    assert response.context["form"].errors
    assert not cluster.counts.exists()


def test_nobody_else_counts(client):
    cluster, other = make_organisation(), make_organisation()
    values = {"counted_on": "2025-03-01", "sme": 3}
    statuses = []

    for user in (make_user(), make_editor(other)):
        client.force_login(user)
        statuses.append(client.post(address_of(cluster), values).status_code)

    assert set(statuses) <= {403, 404}
    assert not cluster.counts.exists()


@pytest.mark.parametrize("page", ["counts", "labels"])
def test_a_day_is_written_as_every_browser_reads_it(client, page):
    organisation = make_organisation()
    organisation.labels.create(level="gold", issued_on="2026-01-01", valid_until="2028-01-01")
    client.force_login(make_editor(organisation))

    # British readers write 23/11/2026, which a field for days does not take.
    response = client.get(
        reverse(f"directory:{page}", args=[organisation.slug]), headers={"accept-language": "en-gb"}
    )

    assert f'value="{timezone.localdate():%Y-%m-%d}"' in response.content.decode()
