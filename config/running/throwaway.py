"""Which servers does a test run use? Throw-away ones that end with this process; never one that keeps data."""

import atexit
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from config.running import postgresql, valkey
from config.running.account import Account, server_account
from config.running.children import start_child, stop_child
from config.running.errors import CannotRunError
from config.running.placement import short_folder
from config.running.programs import Programs, packaged_programs, reachable_programs

PATIENCE_SECONDS = 180


def start_throwaway_servers() -> dict[str, str]:
    """Start what DATABASE_URL and REDIS_URL leave unset, and set them for this process and its children.

    Returns what was set. A test runner that starts workers thereby shares its servers with them.
    """
    unset = {name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)}
    if not unset:
        return {}
    folder, account, programs = _prepare()
    started = {}
    if "DATABASE_URL" in unset:
        started["DATABASE_URL"] = _start_database(programs, folder, account)
    if "REDIS_URL" in unset:
        started["REDIS_URL"] = _start_broker(programs, folder, account)
    os.environ.update(started)
    return started


def _prepare() -> tuple[Path, Account | None, Programs]:
    account = server_account(Path("/nonexistent"))
    folder = short_folder(account)
    # Registered first, so that it runs last.
    atexit.register(_only_here(lambda: shutil.rmtree(folder, ignore_errors=True)))
    return folder, account, reachable_programs(packaged_programs(), account, folder)


def _start_database(programs: Programs, folder: Path, account: Account | None) -> str:
    data = folder / "data"
    postgresql.make_cluster(programs.postgresql, data, account)
    _start(
        "PostgreSQL",
        postgresql.server_command(programs.postgresql, data, folder, durable=False),
        folder / "postgresql.log",
        account,
        signal.SIGQUIT,  # Immediate: nobody will read these data again.
        lambda: postgresql.answers(programs.postgresql, folder),
    )
    postgresql.make_database(programs.postgresql, folder)
    return postgresql.url(folder)


def _start_broker(programs: Programs, folder: Path, account: Account | None) -> str:
    command = valkey.server_command(programs.valkey, folder)
    _start("Valkey", command, folder / "valkey.log", account, signal.SIGTERM, lambda: valkey.answers(folder))
    return valkey.url(folder)


def _start(
    name: str,
    command: list[str],
    log: Path,
    account: Account | None,
    stop_signal: signal.Signals,
    ready: Callable[[], bool],
) -> None:
    process = start_child(command, env=os.environ, log=log, account=account, stop_signal=stop_signal)
    atexit.register(_only_here(lambda: stop_child(process, stop_signal=stop_signal, seconds=10)))
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotRunError(f"The throw-away {name} did not start. Its last words:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)


def _only_here(action: Callable[[], None]) -> Callable[[], None]:
    """A forked child inherits what was registered for exit, but the servers are not its to end."""
    owner = os.getpid()
    return lambda: action() if os.getpid() == owner else None
