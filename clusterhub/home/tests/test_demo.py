import socket

import pytest
from django.core.management import CommandError, call_command

from clusterhub.home import demo


def test_a_port_in_use_gets_a_clear_sentence(settings):
    settings.DEMO = True
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError) as refusal:
            call_command("demo", port=port)

    assert str(refusal.value) == (
        f"Port {port} is in use by another program. Stop that one, or choose another port: "
        f"bin/demo --port {port + 1}"
    )


def test_the_demo_refuses_to_run_outside_demo_mode(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("demo")


def test_a_database_that_no_demo_made_is_not_wiped(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "clusterhub.sqlite3").write_text("precious")

    with pytest.raises(demo.CannotStart):
        demo.wipe()

    assert (tmp_path / "clusterhub.sqlite3").read_text() == "precious"


def test_what_the_demo_made_is_wiped(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "media").mkdir()
    (tmp_path / "clusterhub.sqlite3").write_text("sample")
    demo.mark_prepared()

    demo.wipe()

    assert list(tmp_path.iterdir()) == []
