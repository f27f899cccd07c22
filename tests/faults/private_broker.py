"""A real broker of a test's own, to be killed or to hang whenever the test says so."""

import os
import shutil
import signal
import socket
import threading
import time
from pathlib import Path

from config.running import valkey
from config.running.account import server_account
from config.running.children import start_child
from config.running.placement import short_folder
from config.running.programs import packaged_programs, reachable_programs

PUBLISHES = b"LPUSH"


class Broker:
    """A private broker behind a door; told so, the door lets `lets_through` bytes of a message in, then kills it."""

    def __init__(self) -> None:
        self._account = server_account(Path("/nonexistent"))
        self.folder = short_folder(self._account)
        self._program = reachable_programs(packaged_programs(), self._account, self.folder).valkey
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._door.getsockname()[1]}/0"
        self.lets_through: int | None = None
        self.killed = threading.Event()
        self.start()
        threading.Thread(target=self._keep_door, daemon=True).start()

    def start(self) -> None:
        """A broker without any memory of the one before, as after every kill."""
        command = valkey.server_command(self._program, self.folder)
        self._process = start_child(command, env=os.environ, log=self.folder / "log", account=self._account)
        deadline = time.monotonic() + 30
        while not valkey.answers(self.folder):
            assert time.monotonic() < deadline, "the broker does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)
        (self.folder / valkey.SOCKET).unlink(missing_ok=True)
        self.killed.set()

    def hang(self) -> None:
        """It still takes connections, and answers nothing any more."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def close(self) -> None:
        self._door.close()
        self._process.kill()
        self._process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _keep_door(self) -> None:
        while True:
            try:
                guest, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(guest,), daemon=True).start()

    def _serve(self, guest: socket.socket) -> None:
        with guest, socket.socket(socket.AF_UNIX) as inside:
            try:
                inside.connect(str(self.folder / valkey.SOCKET))
            except OSError:
                return
            threading.Thread(target=_carry, args=(inside, guest), daemon=True).start()
            while said := _heard(guest):
                if self.lets_through is not None and PUBLISHES in said:
                    inside.sendall(said[: said.index(PUBLISHES) + self.lets_through])
                    self.kill()
                    return
                try:
                    inside.sendall(said)
                except OSError:
                    return


def _heard(one: socket.socket) -> bytes:
    try:
        return one.recv(65536)
    except OSError:
        return b""


def _carry(one: socket.socket, other: socket.socket) -> None:
    while said := _heard(one):
        try:
            other.sendall(said)
        except OSError:
            return
