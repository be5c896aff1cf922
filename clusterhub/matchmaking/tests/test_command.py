import io
import json
import subprocess
import sys

import pytest
from django.conf import settings

from clusterhub.config.commands import main
from clusterhub.matchmaking.tests.checking import faults
from clusterhub.matchmaking.tests.makers import made, make_file, odd_file


def run(path, text=""):
    command = [sys.executable, "manage.py", "schedule_meetings", str(path)]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, input=text, capture_output=True, text=True, check=False
    )


def test_the_schedule_is_printed_and_the_bound_is_said_beside_it(tmp_path, capsys):
    path, file = tmp_path / "event.json", make_file(slots=1, pairs=("ab", "bc", "cd"))
    path.write_text(json.dumps(file))

    main(["clusterhub", "schedule-meetings", str(path)])

    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert list(answer) == ["scheduled", "unscheduled", "value", "bound", "idle_slots"]
    assert [list(each) for each in answer["scheduled"]] == [["meeting", "slot", "table"]] * 2
    assert [list(each) for each in answer["unscheduled"]] == [["meeting", "reason"]]
    assert faults(file, answer) == []
    assert printed.err == "2 of at most 2: 2 of 3 meetings, 0 idle slots, 0 changes of table.\n"


def test_it_reads_the_standard_input_and_makes_the_same_of_the_same():
    file = odd_file(44, moves=200)

    done = run("-", json.dumps(file))

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == made(file)


@pytest.mark.parametrize("text", ["", '{"slots": []', "\x00"])
def test_bad_input_exits_with_two_and_one_line(tmp_path, capsys, monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    with pytest.raises(SystemExit) as end:
        main(["clusterhub", "schedule-meetings", "-"])

    printed = capsys.readouterr()
    assert (end.value.code, printed.out) == (2, "")
    assert len(printed.err.strip().splitlines()) == 1


def test_a_file_that_is_not_there_or_a_folder_exits_with_two(tmp_path, capsys):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(SystemExit) as end:
            main(["clusterhub", "schedule-meetings", str(path)])

        printed = capsys.readouterr()
        assert (end.value.code, printed.out) == (2, "")
        assert printed.err.startswith("The file cannot be read: ")


def test_an_option_that_does_not_exist_is_named_and_left_out(tmp_path, capsys):
    path = tmp_path / "event.json"
    path.write_text(json.dumps(make_file(options={"secnds": 3, "moves": 10})))

    main(["clusterhub", "schedule-meetings", str(path)])

    assert 'There is no option "secnds"; it was left out.' in capsys.readouterr().err


def test_no_page_loads_scipy():
    program = "import django; django.setup(); import clusterhub.matchmaking.scheduler, sys; "
    program += "import clusterhub.config.urls; print('scipy' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "False"
