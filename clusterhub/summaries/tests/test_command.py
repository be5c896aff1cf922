import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from clusterhub.config.commands import main
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.reading import read_summary
from clusterhub.summaries.tests.makers import TALK


def run(path, *options):
    command = [sys.executable, "manage.py", "read_summary", str(path), *options]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def test_the_reading_is_printed_and_nothing_is_written(tmp_path, db, capsys):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    call_command("read_summary", str(file))

    assert json.loads(capsys.readouterr().out) == read_summary(TALK.encode())
    assert EventSummary.objects.count() == 0


def test_save_keeps_a_draft_and_prints_the_added_findings(tmp_path, db, capsys):
    make_organisation(name="MetaIndustry4")
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    call_command("read_summary", str(file), "--save")

    printed = json.loads(capsys.readouterr().out)
    codes = {each["code"] for each in printed["findings"]}
    assert {"conflicting-dates", "organisation-not-listed", "event-not-listed"} <= codes
    assert printed["agenda"] == EventSummary.objects.get().record["agenda"]


@pytest.mark.pure
def test_a_file_that_is_not_there_exits_with_two_and_one_line(tmp_path):
    result = run(tmp_path / "talk.txt")

    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 100, b"No day in here"])
def test_what_is_no_summary_exits_with_two_and_one_line(tmp_path, db, capsys, content):
    file = tmp_path / "talk.txt"
    file.write_bytes(content)

    with pytest.raises(SystemExit) as end:
        main(["clusterhub", "read-summary", str(file)])

    printed = capsys.readouterr()
    assert (end.value.code, printed.out) == (2, "")
    assert len(printed.err.strip().splitlines()) == 1
