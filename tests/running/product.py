"""A product started as `make run` starts it, in a state folder of its own. Used by the tests of this folder."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.memory import family
from config.running.state import PROJECT

# Generous: a slow machine with other tests beside must not fail, a fast one does not wait.
PATIENCE_SECONDS = 300


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for the condition; fail with `what` when it does not come."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**stated: str) -> dict[str, str]:
    """This process's environment without the servers of the tests, with what is stated."""
    left_out = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PORT", "STATE_DIR", "DEMO"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | stated


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def run_python(*words: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run Python in the project's folder to its end."""
    return subprocess.run([sys.executable, *words], cwd=PROJECT, env=env, capture_output=True, text=True, check=False)


class Product:
    """One running product with its demo data."""

    def __init__(self) -> None:
        # Not pytest's folder: root's may not be entered by the account of the servers.
        self.folder = Path(tempfile.mkdtemp(prefix="product-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.state = self.folder / "state"
        self.port = free_port()
        self.output = self.folder / "output"
        self.env = environment(STATE_DIR=str(self.state), PORT=str(self.port))
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.running"], cwd=PROJECT, env=self.env, stdout=output, stderr=output
            )
        until(lambda: "runs at" in self.said() or self.process.poll() is not None, "the product's start")
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        return self.output.read_text()

    def child(self, *words: str) -> int:
        """The number of the supervisor's own child whose command line contains the words; 0 while there is none."""
        for pid in family(self.process.pid):
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if int(stat[1]) == self.process.pid and all(word in command for word in words):
                return pid
        return 0

    def health(self) -> dict[str, Any]:
        """What /health/ tells; empty while nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=10) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as answer:
            return dict(json.load(answer))
        except OSError:
            return {}

    def get(self, path: str) -> str:
        """What a stranger is shown there; an answer of 400 and above fails."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of the project beside the product."""
        return run_python(*words, env=self.env)

    def stop(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)

    def remove(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
