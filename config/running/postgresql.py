"""How is the private PostgreSQL made and started, and does it answer? Keeps no process itself."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from config.running.account import Account, make_private
from config.running.errors import CannotRunError

NAME = "roster"
SMALL = {
    "max_connections": "40",
    "shared_buffers": "48MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # One process less each: a product for one machine gains nothing from I/O workers or replication.
    "io_method": "sync",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Without the row that broke a rule: it may hold what only few may read.
    "log_error_verbosity": "terse",
}
# Tests put fifty writers and two test processes at one server.
CARELESS = {
    "max_connections": "150",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


def make_cluster(programs: Path, data: Path, account: Account | None) -> None:
    """Make the data folder unless it exists. A half-made one is thrown away, one of another major version refused."""
    stated = data / "PG_VERSION"
    if stated.exists():
        made_by, here = stated.read_text().strip(), _major_version(programs)
        if made_by != here:
            raise CannotRunError(
                f"The data in {data} were made by PostgreSQL {made_by}, and this is PostgreSQL {here}. "
                "docs/running.md (Upgrading) tells how to carry them over."
            )
        return
    fresh = data.with_name(data.name + ".new")
    if fresh.exists():
        shutil.rmtree(fresh)
    make_private(fresh, account)
    made = subprocess.run(  # noqa: S603
        [
            str(programs / "initdb"),
            f"--pgdata={fresh}",
            f"--username={NAME}",
            "--auth=trust",
            "--encoding=UTF8",
            # Built into PostgreSQL 17 and later: the same order of names on every machine, whatever locales it has.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
    if made.returncode != 0:
        raise CannotRunError(f"The database could not be made in {data}: {made.stderr.strip()}")
    fresh.rename(data)


def server_command(programs: Path, data: Path, sockets: Path, *, durable: bool = True) -> list[str]:
    """The command line of a server that listens on a socket in `sockets` only. Not durable: fast, and soon lost."""
    settings = SMALL | ({} if durable else CARELESS)
    return [
        str(programs / "postgres"),
        f"-D{data}",
        f"-k{sockets}",
        "-h",
        "",
        *(f"-c{name}={value}" for name, value in settings.items()),
    ]


def remove_stale_pid(data: Path) -> None:
    """Drop the note of a server that was killed when its process number now belongs to another program.

    PostgreSQL would take that program for itself and refuse to start; in a restarted container the numbers repeat.
    """
    note = data / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if b"postgres" not in command:
        note.unlink(missing_ok=True)


def answers(programs: Path, sockets: Path) -> bool:
    """Whether the server takes connections now."""
    return (
        subprocess.run(  # noqa: S603
            [str(programs / "pg_isready"), "-q", f"--host={sockets}"], check=False
        ).returncode
        == 0
    )


def make_database(programs: Path, sockets: Path) -> None:
    """Make the product's database in a server that answers, unless it is there."""
    connect = [f"--host={sockets}", f"--username={NAME}"]
    clean = {"PATH": os.environ.get("PATH", "")}
    found = subprocess.run(  # noqa: S603
        [str(programs / "psql"), *connect, "-Atc", f"select 1 from pg_database where datname = '{NAME}'", "postgres"],  # noqa: S608
        capture_output=True,
        text=True,
        check=False,
        env=clean,
    )
    if found.returncode == 0 and found.stdout.strip() == "1":
        return
    made = subprocess.run(  # noqa: S603
        [str(programs / "createdb"), *connect, NAME], capture_output=True, text=True, check=False, env=clean
    )
    if made.returncode != 0:
        raise CannotRunError(f"The private PostgreSQL did not make its database: {made.stderr.strip()}")


def url(sockets: Path) -> str:
    """The libpq address of the product's database."""
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(sockets), safe='')}"


def _major_version(programs: Path) -> str:
    told = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return told.stdout.split()[-1].split(".")[0]
