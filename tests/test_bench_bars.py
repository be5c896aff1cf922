"""A bench that has bars says of each whether it is met, and ends with 1 where one is missed."""

import subprocess
import sys

import pytest

from bench.measuring import Bars

ENDS = "import sys; sys.argv = ['bench', 'meetings']; from bench import meetings; meetings.run = {}"


def test_each_bar_is_said_to_be_met_or_missed(capsys):
    bars = Bars()
    bars.at_most("ms", 12.3456, 100)
    bars.at_least("share", 0.998, 0.999)

    is_met = bars.judge("figures")

    lines = [line.split() for line in capsys.readouterr().out.splitlines()[3:]]
    assert is_met is False
    assert [(line[0], line[1], line[-1]) for line in lines] == [
        ("ms", "12.346", "met"), ("share", "0.998", "missed"),
    ]  # fmt: skip


@pytest.mark.parametrize(("is_met", "code"), [(True, 0), (False, 1)])
def test_the_command_ends_with_the_judgement(is_met, code):
    program = ENDS.format(f"lambda *_: {is_met}") + "; import bench.__main__"

    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == code
