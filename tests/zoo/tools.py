"""What the animals of the zoo are made of: a connection that they may treat badly, and answers in HTTP/1.1."""

import gzip
import re
import socket
import ssl
import struct
import time

TEXT = "Content-Type: text/plain"
STEP = 0.02  # seconds between two pieces of an endless answer, where it need not be fast
PATIENCE = 40  # seconds: longer than any client waits


class Visitor:
    """One connection of a client: first bare TCP, then TLS."""

    def __init__(self, connection, visit, statement, contexts, trap):
        self.raw, self.visit, self.statement, self.contexts, self.trap = connection, visit, statement, contexts, trap
        self.tls = None
        self.request = b""

    def handshake(self, context="good"):
        self.tls = self.contexts[context].wrap_socket(self.raw, server_side=True)
        return self

    def ask(self):
        """The request's header section, over TLS. Raises OSError where none comes."""
        while b"\r\n\r\n" not in self.request:
            piece = self.tls.recv(65536)
            if not piece:
                raise OSError("gone")
            self.request += piece
        return self.request

    def send(self, data):
        self.tls.sendall(data.replace(b"{S}", self.statement) if isinstance(data, bytes) else data.encode())

    def rest(self):
        """Says nothing more until the client has gone."""
        self.raw_or_tls().settimeout(PATIENCE)
        try:
            while self.raw_or_tls().recv(65536):
                pass
        except OSError:
            pass

    def raw_or_tls(self):
        return self.tls or self.raw

    def drip(self, data, seconds):
        for i in range(len(data)):
            self.send(data[i:i + 1])
            time.sleep(seconds)

    def forever(self, data, seconds=0.0):
        while True:
            self.send(data)
            if seconds:
                time.sleep(seconds)

    def reset(self):
        """Hangs up with RST in place of FIN, after what was sent has had time to arrive."""
        time.sleep(0.1)
        bare = socket.socket(fileno=self.raw_or_tls().detach())
        bare.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        bare.close()

    def cut(self):
        """Hangs up with FIN, without TLS's farewell."""
        time.sleep(0.1)
        socket.socket(fileno=self.raw_or_tls().detach()).close()

    def farewell(self):
        self.tls.unwrap()


def head(*fields, status="200 OK"):
    return "\r\n".join((f"HTTP/1.1 {status}", *fields, "", "")).encode()


def body_of(visitor):
    return visitor.statement + b"\n"


def whole(body, *fields, status="200 OK"):
    return head(*fields, f"Content-Length: {len(body)}", "Connection: close", status=status) + body


def chunk(data, size=None):
    return (b"%x" % len(data) if size is None else size) + b"\r\n" + data + b"\r\n"


def squeeze(data):
    return gzip.compress(data, 9, mtime=0)


def client_hello(raw):
    """The bytes of the first TLS record, left where they are."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        seen = raw.recv(16384, socket.MSG_PEEK)
        if not seen or len(seen) >= 5 and len(seen) >= 5 + int.from_bytes(seen[3:5], "big"):
            return seen
        time.sleep(0.01)
    return b""


def asked_host(hello):
    """The name in the ClientHello, found by its shape: enough for clients of our own."""
    found = re.search(rb"[a-z0-9.-]+\.zoo\.test", hello)
    return found[0].decode().removesuffix(".zoo.test") if found else ""


def make_context(certificate, key, authority=None, oldest=None, newest=None, protocols=("http/1.1",)):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version, context.maximum_version = oldest, newest
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(list(protocols))
    if authority:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(authority)
    return context
