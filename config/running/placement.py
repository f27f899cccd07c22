"""Where do the private servers keep data, sockets and copied programs? Decides and makes folders; starts nothing."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.running.account import Account, make_private, reaches, server_account
from config.running.errors import CannotRunError

# A socket's path may have 107 bytes, and the longest name in the folder (the lock beside the socket) has 19.
LONGEST_SOCKET_FOLDER = 88
ELSEWHERE = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108
OWN_FOLDER = "mediation-roster"


@dataclass(frozen=True)
class Placement:
    """`home` belongs to `account` and outlives the run; `sockets` is `home`, or a short temporary folder."""

    account: Account | None
    home: Path
    sockets: Path
    moved: bool

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.home / "data"


def place_servers(state: Path) -> Placement:
    """Find or make the servers' home: `servers` in the state folder.

    Started by root from a folder that the servers' account may not enter (a clone below a home folder), `servers` is a
    link to a folder where it can live. Folders that exist are never opened to others.
    """
    servers = state / "servers"
    account = server_account(servers / "data")
    if servers.is_symlink() or not reaches(account, state):
        home, moved = _home_elsewhere(servers), True
    else:
        home, moved = servers, False
    if not home.exists() or os.geteuid() == 0:
        make_private(home, account)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        raise CannotRunError(
            f"The data in {home} belong to account number {home.stat().st_uid}. "
            "Start the product as that account (or root), or choose another STATE_DIR."
        )
    fits = len(os.fsencode(home)) <= LONGEST_SOCKET_FOLDER
    return Placement(account, home, home if fits else short_folder(account), moved)


def short_folder(account: Account | None) -> Path:
    """A new temporary folder of the account, with a path short enough for sockets."""
    for parent in dict.fromkeys((Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))):  # noqa: S108
        if len(os.fsencode(parent)) < LONGEST_SOCKET_FOLDER - 20 and parent.is_dir() and reaches(account, parent):
            return make_private(Path(tempfile.mkdtemp(prefix="roster-", dir=parent)), account)
    raise CannotRunError(
        "No temporary folder can be used: set TMPDIR to one with a short path that everybody may enter."
    )


def _home_elsewhere(link: Path) -> Path:
    """Where the link leads; else a new folder, so that a fresh clone never meets the data of an earlier one."""
    if link.is_symlink() and link.exists():
        return link.resolve()
    link.unlink(missing_ok=True)
    for parent in ELSEWHERE:
        if not os.access(parent, os.W_OK):
            continue
        own = parent / OWN_FOLDER
        own.mkdir(mode=0o711, exist_ok=True)
        own.chmod(0o711)
        home = Path(tempfile.mkdtemp(prefix="run-", dir=own))
        link.symlink_to(home)
        return home
    raise CannotRunError(
        "The servers' account may not enter this folder, and there is no other place for its data. "
        "Set STATE_DIR to a folder that every account may enter."
    )
