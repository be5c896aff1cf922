"""Starting and stopping the demonstration, as a newcomer does."""

import os
import shutil
import socket
import time
from pathlib import Path

import pytest

from tests.browser.site import Demo

pytestmark = pytest.mark.slow
SECONDS = 15  # On a quiet machine it takes less than five.


def children(process):
    """The processes that this one has started and that still run."""
    known = Path(f"/proc/{process}/task/{process}/children")
    if not known.exists():
        pytest.skip("Only Linux tells which processes were started by another.")
    direct = [int(number) for number in known.read_text().split()]
    return direct + [each for number in direct for each in children(number)]


def is_alive(process):
    try:
        words = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return words.rpartition(")")[2].split()[0] != "Z"


def test_a_second_start_is_quick_and_ctrl_c_ends_everything(prepared, tmp_path):
    folder = shutil.copytree(prepared, tmp_path / "data")
    demo, began = Demo(folder), time.monotonic()
    demo.start()
    took = time.monotonic() - began
    print(f"A second start takes {took:.1f} s (load {os.getloadavg()[0]:.1f}).")
    started = children(demo.process.pid)

    status = demo.stop()

    assert took < SECONDS * max(1, os.getloadavg()[0] / os.cpu_count())
    assert status == 0
    assert len(started) >= 2
    assert [process for process in started if is_alive(process)] == []
    assert "Stopped." in demo.log.read_text()
    assert "Traceback" not in demo.log.read_text()


def test_a_taken_port_is_named_with_the_way_out(prepared, tmp_path):
    folder = shutil.copytree(prepared, tmp_path / "data")
    demo = Demo(folder)
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        demo.launch("--port", str(demo.port))
        status = demo.process.wait(60)

    words = demo.log.read_text()
    assert status == 1
    assert f"Port {demo.port} is in use by another program." in words
    assert f"bin/demo --port {demo.port + 1}" in words
    assert "Traceback" not in words
