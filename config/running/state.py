"""Which product runs from this state folder, and where do its servers answer? Starts and stops nothing."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Running:
    """What a running product tells about itself. `database_url` is for libpq, `redis_url` for redis-py."""

    pid: int
    address: str
    database_url: str
    redis_url: str


def state_folder(environ: Mapping[str, str]) -> Path:
    """The folder that keeps the data of `make run`: STATE_DIR, else `.state` beside the code. It need not exist."""
    stated = environ.get("STATE_DIR", "")
    return Path(stated).expanduser().absolute() if stated else PROJECT / ".state"


@contextmanager
def held_lock(state: Path) -> Iterator[bool]:
    """Hold the state folder for one supervisor. Yields False when another one holds it.

    The lock belongs to the open file, so the kernel releases it however the holder ends: no stale lock files.
    """
    with (state / "lock").open("a") as lock:
        deadline = time.monotonic() + 1
        # A command that only looks whether a product runs may hold the file for an instant.
        while not (held := _lock(lock, fcntl.LOCK_EX)) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield held


def _is_held(state: Path) -> bool:
    """Whether a supervisor holds the state folder. Shared, so that two who look do not mistake each other for it."""
    with (state / "lock").open("a") as lock:
        return not _lock(lock, fcntl.LOCK_SH)


def _lock(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_running(state: Path, running: Running) -> None:
    """Tell management commands where the servers answer. Replaced at once, readable by the owner only."""
    fresh = state / "running.json.new"
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(running)))
    fresh.replace(state / "running.json")


def forget_running(state: Path) -> None:
    """Take back what `write_running` told."""
    (state / "running.json").unlink(missing_ok=True)


def read_running(state: Path) -> Running | None:
    """The product that runs from this folder now, or None. A note left by one that was killed does not count."""
    try:
        told = Running(**json.loads((state / "running.json").read_text()))
        return told if _is_held(state) else None
    except (OSError, ValueError, TypeError):
        return None


def kept_secret(state: Path, *, create: bool) -> str:
    """The signing key of the product that runs from this folder, made at its first start; empty when there is none."""
    path = state / "secret-key"
    if not path.exists():
        if not create:
            return ""
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def kept_choice(state: Path) -> str | None:
    """What DEMO was at the first start, or None before it. Real data must never be mixed with fictional people."""
    path = state / "demo"
    return path.read_text().strip() if path.exists() else None


def keep_choice(state: Path, demo: str) -> None:
    """Remember what DEMO was at the first start."""
    (state / "demo").write_text(demo)
