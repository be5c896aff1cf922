import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from clusterhub.home.outbox import read_outbox

FILES = "django.core.mail.backends.filebased.EmailBackend"


def send(folder, subject, text):
    connection = get_connection(FILES, file_path=str(folder))
    EmailMessage(
        subject, text, "hub@example.org", ["anna@example.org"], connection=connection
    ).send()


def test_the_outbox_reads_what_was_sent_newest_first(tmp_path):
    send(tmp_path, "First", "One")
    send(tmp_path, "Zweite Nachricht für Änne", "Code: 1234\n-----\nend")

    messages = read_outbox(tmp_path)

    assert [message.subject for message in messages] == ["Zweite Nachricht für Änne", "First"]
    assert messages[0].text.strip() == "Code: 1234\n-----\nend"
    assert messages[0].to == "anna@example.org"


def test_an_empty_or_missing_folder_is_no_error(tmp_path):
    assert read_outbox(tmp_path) == []
    assert read_outbox(tmp_path / "missing") == []


@pytest.mark.django_db
def test_the_outbox_page_exists_in_a_demo_only(client, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.OUTBOX_DIR = FILES, tmp_path
    send(tmp_path, "Your code", "<script>alert(1)</script>")

    settings.DEMO = False
    outside = client.get(reverse("home:outbox"))
    settings.DEMO = True
    inside = client.get(reverse("home:outbox"))

    assert outside.status_code == 404
    assert "Your code" in inside.content.decode()
    assert "<script>alert" not in inside.content.decode()
