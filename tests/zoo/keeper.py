"""Lets the animals out on one port of loopback: which of them answers, the name in the ClientHello decides."""

import ctypes
import json
import mmap
import os
import pathlib
import signal
import socket
import ssl
import struct
import sys

import h2  # noqa: F401  (adds its animals)
import tricks  # noqa: F401
from animals import ANIMALS
from tools import Visitor, asked_host, client_hello, make_context

PR_SET_PDEATHSIG = 1
BACKLOG = 500
COUNTER = 4  # bytes


def contexts(folder):
    """By fault; every certificate is FAULT.pem with FAULT.key."""
    found = {file.stem: make_context(file, file.with_suffix(".key")) for file in folder.glob("leaf/*.pem")}
    good = (folder / "leaf" / "good.pem", folder / "leaf" / "good.key")
    found["h2"] = make_context(*good, protocols=("h2",))
    found["client-certificate"] = make_context(*good, authority=folder / "ca.pem")
    found["1.0"] = make_context(*good, oldest=ssl.TLSVersion.TLSv1, newest=ssl.TLSVersion.TLSv1)
    found["1.1"] = make_context(*good, oldest=ssl.TLSVersion.TLSv1_1, newest=ssl.TLSVersion.TLSv1_1)
    return found


class Keeper:
    def __init__(self, folder, statements, trap):
        self.contexts, self.statements, self.trap = contexts(folder), statements, trap
        self.places = {name: i for i, name in enumerate(sorted(ANIMALS))}
        self.visits = mmap.mmap(-1, COUNTER * len(self.places))  # shared by all processes

    def serve(self, listener):
        """One process for each connection: a loud animal must not make the others slow."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
                listener.close()
                self._meet(connection)
                os._exit(0)
            connection.close()

    def _meet(self, connection):
        host = asked_host(client_hello(connection))
        by_dns_alone = host.endswith(".dns") and host not in ANIMALS
        name = "healthy" if host.startswith("neighbour-") or by_dns_alone else host
        statement = self.statements.get(host.removeprefix("www."), "eyJ.e.e").encode()
        try:
            ANIMALS[name](Visitor(connection, self._count(name), statement, self.contexts, self.trap))
        except (OSError, ValueError):
            pass  # the client has had enough

    def _count(self, name):
        at = self.places[name] * COUNTER
        count = 1 + struct.unpack_from("I", self.visits, at)[0]
        struct.pack_into("I", self.visits, at, count)
        return count


def main(folder, trap):
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    statements = json.loads((pathlib.Path(folder) / "statements.json").read_text())
    keeper = Keeper(pathlib.Path(folder), statements, int(trap))
    print(listener.getsockname()[1], flush=True)
    keeper.serve(listener)


if __name__ == "__main__":
    main(*sys.argv[1:])
