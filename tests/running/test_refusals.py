"""What is said when the product cannot be run as asked: what to do, and before anything is started."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.running.errors import CannotRunError
from config.running.ports import chosen_port, refuse_taken_port
from config.running.product import make_state_folder
from config.running.state import (
    PROJECT,
    Running,
    held_lock,
    keep_choice,
    kept_choice,
    kept_secret,
    read_running,
    state_folder,
    write_running,
)
from tests.running.product import free_port


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_port_is_8000_unless_stated() -> None:
    assert chosen_port({}) == 8000
    assert chosen_port({"PORT": ""}) == 8000
    assert chosen_port({"PORT": "65535"}) == 65535


@pytest.mark.parametrize("stated", ["0", "65536", "-1", "http", "80 00", "８０"])
def test_a_port_that_is_none_is_refused(stated: str) -> None:
    with pytest.raises(CannotRunError, match="make run PORT=8001"):
        chosen_port({"PORT": stated})


def test_a_taken_port_is_refused_with_another_one(taken_port: int) -> None:
    with pytest.raises(CannotRunError, match=f"Port {taken_port} is taken.*make run PORT={taken_port + 1}"):
        refuse_taken_port(taken_port)


def test_a_free_port_is_not_refused() -> None:
    refuse_taken_port(free_port())


def test_a_state_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotRunError, match="Set STATE_DIR to another"):
        make_state_folder(tmp_path / "file")
    with pytest.raises(CannotRunError, match="Set STATE_DIR to another"):
        make_state_folder(tmp_path / "file" / "below")


def test_the_state_folder_is_where_state_dir_says(tmp_path: Path) -> None:
    assert state_folder({"STATE_DIR": str(tmp_path)}) == tmp_path
    assert state_folder({"STATE_DIR": ""}) == PROJECT / ".state"
    assert state_folder({"STATE_DIR": "here"}) == Path.cwd() / "here"


def test_one_process_at_a_time_holds_a_state_folder(tmp_path: Path) -> None:
    with held_lock(tmp_path) as first, held_lock(tmp_path) as second:
        assert (first, second) == (True, False)
    with held_lock(tmp_path) as third:
        assert third


def test_the_note_of_a_product_counts_only_while_it_runs(tmp_path: Path) -> None:
    running = Running(os.getpid(), "http://127.0.0.1:8000/", "postgresql:///roster", "unix:///valkey.sock")
    with held_lock(tmp_path):
        write_running(tmp_path, running)
        assert read_running(tmp_path) == running
    # Killed: the note is left, the lock is not.
    assert read_running(tmp_path) is None


@pytest.mark.parametrize("note", ["", "{}", "[]", "not json", '{"pid": 1}'])
def test_a_damaged_note_is_no_note(tmp_path: Path, note: str) -> None:
    with held_lock(tmp_path):
        (tmp_path / "running.json").write_text(note)
        assert read_running(tmp_path) is None


def test_the_secret_is_made_once_and_only_for_the_owner(tmp_path: Path) -> None:
    assert kept_secret(tmp_path, create=False) == ""
    secret = kept_secret(tmp_path, create=True)
    assert len(secret) >= 50
    assert kept_secret(tmp_path, create=True) == kept_secret(tmp_path, create=False) == secret
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_first_start_decides_whether_there_is_demo_data(tmp_path: Path) -> None:
    assert kept_choice(tmp_path) is None
    keep_choice(tmp_path, "0")
    assert kept_choice(tmp_path) == "0"


def test_only_the_owner_reads_the_logs(tmp_path: Path) -> None:
    make_state_folder(tmp_path / "state")
    assert stat.S_IMODE((tmp_path / "state" / "logs").stat().st_mode) == 0o700
