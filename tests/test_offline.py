"""Wortlaut never asks the network for anything, and the tests would notice if it did."""

import os
import socket
import subprocess
import sys
import urllib.request

import pytest
from conftest import UKRAINE

NOWHERE = "192.0.2.1"  # an address for documentation (RFC 5737): nobody has it

WATCH = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg") or event.startswith("socket.get"):
        print("ASKED", event, arguments, flush=True)

sys.addaudithook(watch)
"""
MAIN_JOB = """
import analysis
from analysis.briefing import write_briefing

report = analysis.analyse(analysis.read_article({article!r}))
write_briefing(report, {target!r})
print("DONE", len(report.positions))
"""


@pytest.fixture
def log(tmp_path, monkeypatch):
    """The attempts of this test are its own matter."""
    path = tmp_path / "network.log"
    monkeypatch.setenv("WORTLAUT_NETWORK_LOG", str(path))
    return path


def test_a_connection_is_refused_and_written_down(log):
    with socket.socket() as one, pytest.raises(ConnectionRefusedError, match="without a network"):
        one.connect((NOWHERE, 80))
    assert NOWHERE in log.read_text("utf-8")


def test_no_name_is_looked_up(log):
    with pytest.raises(OSError, match="without a network"):
        urllib.request.urlopen("http://example.org/", timeout=1)
    assert "example.org" in log.read_text("utf-8")


def test_datagrams_are_refused(log):
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(ConnectionRefusedError):
        one.sendto(b"?", (NOWHERE, 53))


def test_this_machine_may_be_asked(log):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    assert not log.exists()


def test_it_holds_in_other_processes(log):
    code = f"import socket; socket.create_connection(({NOWHERE!r}, 80), timeout=1)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode and "without a network" in ran.stderr
    assert NOWHERE in log.read_text("utf-8")


def test_analysis_and_briefing_ask_nobody(tmp_path, log):
    # urllib3 tries at its import whether this machine knows IPv6: a socket that connects to nothing.
    code = WATCH + MAIN_JOB.format(article=str(UKRAINE), target=str(tmp_path / "briefing.pdf"))
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert ran.returncode == 0, ran.stderr
    assert "ASKED" not in ran.stdout and "DONE" in ran.stdout
    assert (tmp_path / "briefing.pdf").stat().st_size > 10_000 and not log.exists()
