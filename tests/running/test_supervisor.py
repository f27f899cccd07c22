"""The supervisor with small programs in the place of servers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.running import supervisor as module
from config.running.errors import CannotRunError
from config.running.state import PROJECT
from config.running.supervisor import Service, Stopped, Supervisor
from tests.running.product import alive, until

pytestmark = pytest.mark.servers
DEAF = ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.2; done"]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str], tmp_path: Path) -> Iterator[Supervisor]:
    one = Supervisor(said.append, tmp_path)
    yield one
    one.stop()


def service(tmp_path: Path, *command: str, **more: object) -> Service:
    return Service("small", command, tmp_path / "small.log", dict(os.environ), **more)  # type: ignore[arg-type]


def pids(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def ticks_until(supervisor: Supervisor, lines: int, log: Path) -> None:
    def enough() -> bool:
        supervisor.tick()
        return len(pids(log)) >= lines

    until(enough, f"{lines} starts")


def test_a_service_that_ends_is_started_again_later_and_later(
    supervisor: Supervisor, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_DELAY_SECONDS", 0.01)
    supervisor.start(service(tmp_path, "/bin/sh", "-c", "echo $$; exit 3"))
    ticks_until(supervisor, 4, tmp_path / "small.log")
    assert "small has ended (exit code 3) and is started again in 0.02 s." in said[0]
    assert "in 0.08 s." in said[2]


def test_a_service_that_was_well_is_started_again_soon(
    supervisor: Supervisor, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WELL_AFTER_SECONDS", 0.0)
    supervisor.start(service(tmp_path, "/bin/sh", "-c", "echo $$; exec sleep 600"))
    ticks_until(supervisor, 1, tmp_path / "small.log")
    os.kill(pids(tmp_path / "small.log")[0], signal.SIGKILL)
    ticks_until(supervisor, 2, tmp_path / "small.log")
    assert "small has ended (signal SIGKILL) and is started again in 0.5 s." in said[0]


def test_a_service_that_never_answers_is_told_with_its_last_words(supervisor: Supervisor, tmp_path: Path) -> None:
    silent = service(tmp_path, "/bin/sh", "-c", "echo no room; exec sleep 600", answers=lambda: False)
    with pytest.raises(CannotRunError, match=r"(?s)small did not start.*no room"):
        supervisor.start(silent, patience_seconds=1)


def test_a_step_that_fails_is_told_with_its_last_words(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match=r"(?s)Baking failed.*no flour"):
        supervisor.run("Baking", ["/bin/sh", "-c", "echo no flour; exit 1"], log=tmp_path / "log", env={})


def test_the_wish_to_stop_ends_a_step(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.note_stop(signal.SIGINT, None)
    with pytest.raises(Stopped):
        supervisor.run("Sleeping", ["/bin/sleep", "600"], log=tmp_path / "log", env={})


def test_keeping_ends_with_the_wish_to_stop(supervisor: Supervisor) -> None:
    supervisor.note_stop(signal.SIGTERM, None)
    supervisor.keep()
    assert supervisor.asked_to_stop


def test_a_service_deaf_to_the_signal_is_killed(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(service(tmp_path, "/bin/sh", "-c", f"echo $$; {DEAF[2]}", stop_seconds=0.2))
    ticks_until(supervisor, 1, tmp_path / "small.log")
    supervisor.stop()
    assert not alive(pids(tmp_path / "small.log")[0])


def test_a_log_that_has_grown_keeps_one_older_part(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_LOG_BYTES", 100)
    (tmp_path / "small.log").write_text("old line\n" * 50)
    supervisor.start(service(tmp_path, "/bin/sleep", "600"))
    supervisor.tick()
    assert (tmp_path / "small.log").stat().st_size < 100
    assert (tmp_path / "small.old.log").read_text().startswith("old line")


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from config.running.supervisor import Service, Supervisor
log = Path({str(tmp_path)!r}) / "pids"
supervisor = Supervisor(print, log.parent)
supervisor.start(Service("small", ["/bin/sh", "-c", "echo $$; exec sleep 600"], log, dict(os.environ)))
supervisor.keep()
"""
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)
    until(lambda: pids(tmp_path / "pids") != [], "the small program's start")
    parent.kill()
    parent.wait()
    child = pids(tmp_path / "pids")[0]
    until(lambda: not alive(child), "the small program's end")


def test_a_closed_terminal_is_the_wish_to_stop(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from config.running.supervisor import Service, Supervisor
log = Path({str(tmp_path)!r}) / "pids"
supervisor = Supervisor(lambda line: None, log.parent)
supervisor.start(Service("small", ["/bin/sh", "-c", "echo $$; exec sleep 600"], log, dict(os.environ)))
supervisor.keep()
supervisor.stop()
"""
    ours, theirs = os.openpty()
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdin=theirs, stdout=theirs)
    os.close(theirs)
    until(lambda: pids(tmp_path / "pids") != [], "the small program's start")
    assert parent.poll() is None
    os.close(ours)
    assert parent.wait(60) == 0
    assert not alive(pids(tmp_path / "pids")[0])
