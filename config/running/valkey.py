"""How is the private Redis-compatible server started, and does it answer? Keeps no process itself.

It keeps nothing on disk: due work lives in the database, and the broker only hurries it along.
"""

import socket
from pathlib import Path
from urllib.parse import quote

SOCKET = "valkey.sock"


def server_command(program: Path, sockets: Path) -> list[str]:
    """The command line of a server that listens on a socket in `sockets` only."""
    return [
        str(program),
        *("--port", "0"),
        *("--unixsocket", str(sockets / SOCKET)),
        *("--unixsocketperm", "700"),
        *("--dir", str(sockets)),
        *("--save", ""),
        *("--appendonly", "no"),
        *("--daemonize", "no"),
        *("--set-proc-title", "no"),
    ]


def answers(sockets: Path) -> bool:
    """Whether the server answers now."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(str(sockets / SOCKET))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def url(sockets: Path) -> str:
    """The address as redis-py understands it."""
    return f"unix://{quote(str(sockets / SOCKET))}"
