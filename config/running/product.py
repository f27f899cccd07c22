"""What does `make run` start, in which order, and what does it tell? The command line of `python -m config.running`."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from config.running import postgresql, valkey
from config.running.errors import CannotRunError
from config.running.placement import Placement, place_servers
from config.running.ports import HOST, chosen_port, refuse_taken_port, web_answers
from config.running.programs import packaged_programs, reachable_programs
from config.running.state import (
    PROJECT,
    Running,
    forget_running,
    held_lock,
    keep_choice,
    kept_choice,
    kept_secret,
    read_running,
    state_folder,
    write_running,
)
from config.running.supervisor import Service, Stopped, Supervisor

DEMO_PEOPLE = "200"
CELERY = (sys.executable, "-m", "celery", "--app", "config", "--quiet")


def run_product(environ: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Run everything until Ctrl-C. Refuses with CannotRunError: another run of this state folder, a taken port."""
    port = chosen_port(environ)
    state = state_folder(environ)
    make_state_folder(state)
    with held_lock(state) as free:
        if not free:
            running = read_running(state)
            where = f"at {running.address} (process {running.pid})" if running else "or just starting"
            raise CannotRunError(f"The product is already running {where}. Stop it with Ctrl-C in its terminal.")
        refuse_taken_port(port)
        supervisor = Supervisor(say, PROJECT)
        supervisor.listen_for_stop()
        product = _Product(environ, state, f"http://{HOST}:{port}/", supervisor, say)
        try:
            product.start_servers()
            product.prepare()
            product.start_processes(port)
            product.tell()
            supervisor.keep()
        except Stopped:
            pass
        except CannotRunError:
            # Ctrl-C also reaches a program that is just being waited for, initdb say: its end is then no failure.
            if not supervisor.asked_to_stop:
                raise
        finally:
            product.stop()


class _Product:
    def __init__(
        self, environ: Mapping[str, str], state: Path, address: str, supervisor: Supervisor, say: Callable[[str], None]
    ) -> None:
        self._state = state
        self._logs = state / "logs"
        self._address = address
        self._supervisor = supervisor
        self._say = say
        self._placement: Placement | None = None
        self._private_database = not environ.get("DATABASE_URL")
        self._env = dict(environ) | {
            "STATE_DIR": str(state),
            "SECRET_KEY": environ.get("SECRET_KEY") or kept_secret(state, create=True),
            "PYTHONUNBUFFERED": "1",
        }
        self._first_start = kept_choice(state) is None
        self._env["DEMO"] = environ.get("DEMO") or kept_choice(state) or ("1" if self._private_database else "0")

    @property
    def _demo(self) -> bool:
        return self._env["DEMO"].lower() in {"1", "true", "yes", "on"}

    def start_servers(self) -> None:
        """Start what DATABASE_URL and REDIS_URL leave unset, and tell management commands where it answers."""
        unset = [name for name in ("DATABASE_URL", "REDIS_URL") if not self._env.get(name)]
        if unset:
            placement = self._placement = place_servers(self._state)
            programs = reachable_programs(packaged_programs(), placement.account, placement.home)
            if placement.moved:
                self._say(
                    f"The data are kept in {placement.home}: PostgreSQL refuses to run as root, and the account "
                    f"{placement.account.name if placement.account else ''} may not enter {self._state}."
                )
            if "DATABASE_URL" in unset:
                self._start_database(placement, programs.postgresql)
            if "REDIS_URL" in unset:
                self._start_broker(placement, programs.valkey)
        running = Running(os.getpid(), self._address, self._env["DATABASE_URL"], self._env["REDIS_URL"])
        write_running(self._state, running)

    def _start_database(self, placement: Placement, programs: Path) -> None:
        if not placement.data.exists():
            self._say("Making the database ...")
        postgresql.make_cluster(programs, placement.data, placement.account)
        self._supervisor.start(
            Service(
                "PostgreSQL",
                postgresql.server_command(programs, placement.data, placement.sockets),
                self._logs / "postgresql.log",
                self._env,
                placement.account,
                # A fast shutdown: sessions are ended, the data are written.
                stop_signal=signal.SIGINT,
                stop_seconds=60,
                answers=lambda: postgresql.answers(programs, placement.sockets),
                before_start=lambda: postgresql.remove_stale_pid(placement.data),
            )
        )
        postgresql.make_database(programs, placement.sockets)
        self._env["DATABASE_URL"] = postgresql.url(placement.sockets)

    def _start_broker(self, placement: Placement, program: Path) -> None:
        self._supervisor.start(
            Service(
                "Valkey",
                valkey.server_command(program, placement.sockets),
                self._logs / "valkey.log",
                self._env,
                placement.account,
                answers=lambda: valkey.answers(placement.sockets),
            )
        )
        self._env["REDIS_URL"] = valkey.url(placement.sockets)

    def prepare(self) -> None:
        """Bring tables and static files up to date; at the first start of a private database, make the demo data."""
        self._say("Preparing tables and static files ...")
        self._manage("Preparing the tables", "migrate", "--no-input")
        self._manage("Collecting the static files", "collectstatic", "--no-input")
        if self._first_start:
            if self._demo and self._private_database:
                self._say(f"First start: making demo data ({DEMO_PEOPLE} fictional people) ...")
                self._manage("Making the demo data", "seed_demo", "--people", DEMO_PEOPLE, "--seed", "1")
            # Written last, so that a first start that failed is one again.
            keep_choice(self._state, self._env["DEMO"])

    def _manage(self, name: str, *command: str) -> None:
        whole = [sys.executable, str(PROJECT / "manage.py"), *command]
        self._supervisor.run(name, whole, log=self._logs / "prepare.log", env=self._env)

    def start_processes(self, port: int) -> None:
        """Start web, workers and beat."""
        self._say("Starting pages, workers and clock ...")
        commands = {
            **worker_commands(),
            "beat": [*CELERY, "beat", "--loglevel", "WARNING", "--schedule", str(self._state / "beat-schedule")],
            "web": [
                *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
                *("--bind", f"{HOST}:{port}", "--workers", "1", "--threads", "8", "--timeout", "60"),
                *("--graceful-timeout", "10", "--no-control-socket"),
            ],
        }
        for name, command in commands.items():
            answers = (lambda: web_answers(port)) if name == "web" else None
            env = self._env | SPARING.get(name, {})
            self._supervisor.start(Service(name, command, self._logs / f"{name}.log", env, answers=answers))

    def tell(self) -> None:
        """Print where it runs and who may sign in."""
        self._say(f"\nThe product runs at {self._address}  (Ctrl-C ends it; logs are in {self._logs})")
        if self._demo:
            self._say(f"\nDemo accounts, all with the password {DEMO_PASSWORD}")
            for account in DEMO_ACCOUNTS:
                self._say(f"  {account.email:<34} {account.kind.value}")
        self._say("")

    def stop(self) -> None:
        """Stop everything in order and leave no note behind."""
        self._say("Stopping ...")
        forget_running(self._state)
        self._supervisor.stop()
        if self._placement and self._placement.sockets != self._placement.home:
            shutil.rmtree(self._placement.sockets, ignore_errors=True)
        self._say("Stopped.")


# What a process need not load. Django's checks read every page; they have been held when the tables were prepared.
NO_PAGES = {"CELERY_SKIP_CHECKS": "1"}
SPARING = {"worker": NO_PAGES, "long-worker": NO_PAGES, "beat": NO_PAGES | {"CLOCK_ONLY": "1"}}


def worker_commands() -> dict[str, list[str]]:
    """The workers by name. Imports have a process of their own: threads of one process share one processor."""
    return {
        "worker": _worker("worker", queue="celery", threads=2),
        "long-worker": _worker("long", queue="long", threads=1),
    }


def _worker(name: str, *, queue: str, threads: int) -> list[str]:
    """Threads, not processes: everything together must stay small (README, Memory)."""
    return [
        *(*CELERY, "worker", "--hostname", f"{name}@%h", "--queues", queue),
        *("--pool", "threads", "--concurrency", str(threads), "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def make_state_folder(state: Path) -> None:
    """Make the state folder and its logs. Root makes it passable, so that the servers' account reaches its data."""
    try:
        if not state.exists():
            state.mkdir(parents=True)
            state.chmod(0o711 if os.geteuid() == 0 else 0o700)
        # Mail without a mail server is written there, and so are links that sign somebody in.
        (state / "logs").mkdir(mode=0o700, exist_ok=True)
        (state / "lock").touch()
    except OSError as refused:
        raise CannotRunError(
            f"The state folder {state} cannot be used ({refused.strerror}). Set STATE_DIR to another."
        ) from None
