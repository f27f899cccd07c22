"""At which port are the pages, is it free, and does a page come?"""

import socket
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException

from config.running.errors import CannotRunError

HOST = "127.0.0.1"


def chosen_port(environ: Mapping[str, str]) -> int:
    """PORT, 8000 when unset."""
    stated = environ.get("PORT") or "8000"
    if not (stated.isascii() and stated.isdecimal()) or not 0 < int(stated) < 65536:
        raise CannotRunError(f"PORT must be a number from 1 to 65535, not {stated!r}. For example: make run PORT=8001")
    return int(stated)


def refuse_taken_port(port: int) -> None:
    """Refuse before anything is started when another program listens there."""
    with socket.socket() as probe:
        # As gunicorn does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CannotRunError(f"Port {port} needs root. Choose another: make run PORT=8001") from None
        except OSError:
            raise CannotRunError(
                f"Port {port} is taken by another program. Choose another: make run PORT={port % 65535 + 1}"
            ) from None


def web_answers(port: int) -> bool:
    """Whether a page comes, whatever it says: gunicorn listens before the program behind it has been loaded."""
    connection = HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
