"""How is a process started so that it can never outlive its parent? Knows nothing of what it starts."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.running.account import Account

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def start_child(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    log: Path,
    account: Account | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    cwd: Path = Path("/"),
) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, both outputs appended to `log`.

    A session of its own keeps Ctrl-C at the terminal from reaching it before its turn. On Linux the kernel sends it
    `stop_signal` when this process ends in whatever way; elsewhere only an orderly end reaches it. The caller must
    have one thread: the arrangement is made between fork and exec.
    """
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_dying_with(os.getpid(), stop_signal),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def stop_child(process: "subprocess.Popen[bytes]", *, stop_signal: signal.Signals, seconds: float) -> None:
    """Ask the process to end, wait so long, then end it. Harmless when it has ended already."""
    if process.poll() is None:
        process.send_signal(stop_signal)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _dying_with(parent: int, stop_signal: signal.Signals) -> Callable[[], None] | None:
    if _libc is None:
        return None
    prctl = _libc.prctl

    def arrange() -> None:
        prctl(PR_SET_PDEATHSIG, int(stop_signal))
        # The parent may have ended between fork and prctl; then nobody would ever send the signal.
        if os.getppid() != parent:
            os._exit(1)

    return arrange
