"""As which account do the private servers run (PostgreSQL refuses root), and what can it reach? Adds no account."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.running.errors import CannotRunError

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int


def server_account(data: Path) -> Account | None:
    """The account to run the servers as when started by root, else None (they run as whoever started them).

    Data that exist keep their owner: a `postgres` account installed later must not lock the product out.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        try:
            entry = pwd.getpwuid(owner)
        except KeyError:
            raise CannotRunError(f"The data in {data} belong to account number {owner}, unknown here.") from None
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise CannotRunError(
        "PostgreSQL refuses to run as root, and this machine has none of the accounts "
        f"{' and '.join(CANDIDATES)}. Start the product as an ordinary user."
    )


def reaches(account: Account | None, path: Path) -> bool:
    """Whether the account may enter (a folder) or execute (a file) this path: the kernel is asked, as that account."""
    if account is None:
        return True
    shell = "/bin/sh"
    asked = subprocess.run(  # noqa: S603
        [shell, "-c", 'test -x "$1"', shell, str(path)],
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return asked.returncode == 0


def make_private(folder: Path, account: Account | None) -> Path:
    """Make a folder that only the account (and root) can look into. Its parents must exist."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
    return folder
