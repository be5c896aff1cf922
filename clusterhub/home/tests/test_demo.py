import socket

import pytest
from django.core.management import CommandError, call_command

from clusterhub.home import demo


def test_a_port_in_use_gets_a_clear_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CLUSTERHUB_DATA_DIR", str(tmp_path))
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        status = demo.main(["--port", str(port)])

    assert status == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use by another program. Stop that one, or choose another port: "
        f"bin/demo --port {port + 1}\n"
    )


def test_the_sample_is_not_made_outside_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("prepare_demo")


def test_a_database_that_no_demo_made_is_not_wiped(tmp_path):
    (tmp_path / "clusterhub.sqlite3").write_text("precious")

    with pytest.raises(demo.CannotStart):
        demo.wipe(tmp_path)

    assert (tmp_path / "clusterhub.sqlite3").read_text() == "precious"


def test_what_the_demo_made_is_wiped(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "clusterhub.sqlite3").write_text("sample")
    demo.mark_prepared(tmp_path)

    demo.wipe(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_another_day_prepares_the_data_anew(tmp_path):
    demo.mark_prepared(tmp_path)
    assert demo.is_prepared(tmp_path)

    (tmp_path / demo.STAMP).write_text("yesterday")

    assert not demo.is_prepared(tmp_path)
