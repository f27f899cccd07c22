"""Which processes must run, and what happens when one ends? Knows nothing of what they do."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config.running.account import Account
from config.running.children import start_child
from config.running.errors import CannotRunError

TICK_SECONDS = 0.1
TERMINAL = 1
FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
# A process that lived this long was well: its next end starts the back-off anew.
WELL_AFTER_SECONDS = 10.0
LARGEST_LOG_BYTES = 5_000_000


class Stopped(Exception):  # noqa: N818
    """Somebody asked for the end while something was being waited for."""


@dataclass(frozen=True)
class Service:
    """One process that must run. `answers` tells whether it is ready for others; None: as soon as it runs."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 20
    answers: Callable[[], bool] | None = None
    before_start: Callable[[], None] = field(default=lambda: None)


@dataclass
class _Kept:
    service: Service
    process: "subprocess.Popen[bytes]"
    started: float
    failures: int = 0
    again_at: float | None = None


class Supervisor:
    """Keeps services running until asked to stop. One thread; everything happens in `tick`."""

    def __init__(self, say: Callable[[str], None], cwd: Path) -> None:
        self._say = say
        self._cwd = cwd
        self._kept: list[_Kept] = []
        self._asked_to_stop = 0
        self._at_terminal = os.isatty(TERMINAL)

    def listen_for_stop(self) -> None:
        """Take Ctrl-C, `kill` and a closed terminal as the wish to stop; a second one ends what is left at once."""
        for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wish, self.note_stop)

    @property
    def asked_to_stop(self) -> bool:
        return self._asked_to_stop > 0

    def start(self, service: Service, *, patience_seconds: float = 180) -> None:
        """Start a service and wait until it answers, starting it again when it ends meanwhile, for so long."""
        self._kept.append(_Kept(service, self._launch(service), time.monotonic()))
        deadline = time.monotonic() + patience_seconds
        while service.answers is not None and not service.answers():
            if time.monotonic() > deadline:
                raise CannotRunError(f"{service.name} did not start. {last_words(service.log)}")
            self.tick()

    def run(self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str]) -> None:
        """Run a step to its end while the services are kept. A step that fails is told with its last words."""
        step = Service(name, command, log, env)
        process = self._launch(step)
        try:
            while process.poll() is None:
                self.tick()
        finally:
            self._end([_Kept(step, process, time.monotonic())])
        if process.returncode != 0:
            raise CannotRunError(f"{name} failed. {last_words(log)}")

    def keep(self) -> None:
        """Keep the services running until asked to stop."""
        while True:
            try:
                self.tick()
            except Stopped:
                return

    def stop(self) -> None:
        """Stop what was started last first, so that nobody loses a server in use. Returns when all have ended."""
        while self._kept:
            self._end([self._kept.pop()])

    def tick(self) -> None:
        """Look after everything once, then wait a moment. Raises Stopped when the end was asked for."""
        if self._at_terminal and not os.isatty(TERMINAL):
            # Started by `ssh HOST make run`, only make hears that the line was cut, and it waits for us.
            self._at_terminal, self._asked_to_stop = False, self._asked_to_stop + 1
        if self.asked_to_stop:
            raise Stopped
        self._tend()
        time.sleep(TICK_SECONDS)

    def _tend(self) -> None:
        now = time.monotonic()
        for kept in self._kept:
            _shorten(kept.service.log)
            if kept.again_at is not None:
                if now >= kept.again_at:
                    kept.process, kept.started, kept.again_at = self._launch(kept.service), now, None
            elif kept.process.poll() is not None:
                self._plan_restart(kept, now)

    def _plan_restart(self, kept: _Kept, now: float) -> None:
        kept.failures = 0 if now - kept.started >= WELL_AFTER_SECONDS else kept.failures + 1
        delay = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0**kept.failures)
        kept.again_at = now + delay
        self._say(
            f"{kept.service.name} has ended ({_ending(kept.process.returncode)}) and is started again in {delay:g} s. "
            f"See {kept.service.log}"
        )

    def _launch(self, service: Service) -> "subprocess.Popen[bytes]":
        service.before_start()
        return start_child(
            service.command,
            env=service.env,
            log=service.log,
            account=service.account,
            stop_signal=service.stop_signal,
            cwd=Path("/") if service.account else self._cwd,
        )

    def _end(self, ending: list[_Kept]) -> None:
        wishes = self._asked_to_stop
        for kept in ending:
            if kept.process.poll() is None:
                kept.process.send_signal(kept.service.stop_signal)
        deadline = time.monotonic() + max(kept.service.stop_seconds for kept in ending)
        while any(kept.process.poll() is None for kept in ending):
            if time.monotonic() > deadline or self._asked_to_stop > max(wishes, 1):
                for kept in ending:
                    kept.process.kill()
            time.sleep(TICK_SECONDS / 2)

    def note_stop(self, _signal: int, _frame: FrameType | None) -> None:
        """A signal handler: remember the wish, act on it at the next tick."""
        self._asked_to_stop += 1


def last_words(log: Path, lines: int = 12) -> str:
    """The end of a log, for a message to the person at the terminal."""
    words = log.read_text(errors="replace").splitlines()[-lines:] if log.exists() else []
    return f"The last lines of {log}:\n" + "\n".join(f"  {line}" for line in words)


def _shorten(log: Path) -> None:
    """Keep one older part of a log that has grown. The writer appends, so cutting the file under it is safe."""
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        shutil.copyfile(log, log.with_suffix(".old.log"))
        with log.open("r+b") as file:
            file.truncate(0)


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
