"""Keeps Python off the network: every connection but to this machine fails, and is written down.

Python imports a module of this name at its start wherever it finds one, so with this folder in `PYTHONPATH`
it holds for kernels, workers and commands that tests start, too. It listens to the interpreter's own audit
events, which no library can go round but one that opens sockets in C.
"""

import ipaddress
import os
import sys
from pathlib import Path

LOG = "WORTLAUT_NETWORK_LOG"
"""Environment variable: the file in which attempts are written down."""
_ASKED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0}
_ASKED |= {"socket.gethostbyname": 0, "socket.gethostbyaddr": 0}
"""Audit events, and which of their arguments names the other side."""


def is_here(address):
    """Whether an address is on this machine: a path, loopback, its own name.

    >>> is_here(("127.0.0.1", 80)), is_here("/tmp/socket"), is_here(("192.0.2.1", 80)), is_here("example.org")
    (True, True, False, False)
    """
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("utf-8", "replace")
    if not isinstance(host, str) or not host or host.startswith(("/", "\0")):
        return True  # a path, or any address of this machine
    if host == "localhost" or host == os.uname().nodename:
        return True
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def refuse(event, arguments):
    place = _ASKED.get(event)
    if place is None or is_here(arguments[place]):
        return
    log = os.environ.get(LOG)
    if log:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[place]!r}: {' '.join(sys.argv)[:200]}\n")
    raise ConnectionRefusedError(f"the tests run without a network: {event} {arguments[place]!r}")


sys.addaudithook(refuse)
