"""A name server of our own on loopback (RFC 1035), whose every name of dns.zoo.test is another trick."""

import ipaddress
import socket
import struct
import threading
import time

A, CNAME, AAAA, TXT = 1, 5, 28, 16
HERE = "127.0.0.1"  # allowed to the client that is tested, as are the dead ones
DEAD = [f"127.0.1.{i}" for i in range(1, 255)]  # nobody listens there
INSIDE = "10.0.0.1"
RESPONSE, TRUNCATED, SERVFAIL, NXDOMAIN, REFUSED = 0x8400, 0x0200, 2, 3, 5
UDP_MAX = 1232


def name_bytes(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def record(name, kind, data, ttl=60):
    return name_bytes(name) + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data


def address(name, text, ttl=60):
    value = ipaddress.ip_address(text)
    return record(name, A if value.version == 4 else AAAA, value.packed, ttl)


class Query:
    def __init__(self, data):
        self.id, at, labels = data[:2], 12, []
        while data[at]:
            labels.append(data[at + 1:at + 1 + data[at]].decode("latin-1"))
            at += 1 + data[at]
        self.question = data[12:at + 5]
        self.name, self.kind = ".".join(labels).lower(), struct.unpack(">H", data[at + 1:at + 3])[0]

    def reply(self, records=(), flags=0, question=None, ident=None):
        return ((ident or self.id) + struct.pack(">HHHHH", RESPONSE | flags, 1, len(records), 0, 0)
                + (question or self.question) + b"".join(records))


class Authority:
    """`visits` of a name and kind decide where an answer flips. A trick gives the records for A and for AAAA, or bytes
    of its own; None is silence."""

    def __init__(self):
        self.asked, self.lock = {}, threading.Lock()
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.tcp = socket.create_server((HERE, 0))
        self.port = self.tcp.getsockname()[1]
        self.udp.bind((HERE, self.port))
        threading.Thread(target=self._serve_udp, daemon=True).start()
        threading.Thread(target=self._serve_tcp, daemon=True).start()

    def _serve_udp(self):
        while True:
            data, peer = self.udp.recvfrom(65536)
            reply = self.answer(Query(data), False)
            if reply is not None and len(reply) > UDP_MAX:
                reply = Query(data).reply(flags=TRUNCATED)
            if reply is not None:
                self.udp.sendto(reply, peer)

    def _serve_tcp(self):
        while True:
            threading.Thread(target=self._talk, args=self.tcp.accept()[:1], daemon=True).start()

    def _talk(self, connection):
        try:
            while size := connection.recv(2):
                reply = self.answer(Query(connection.recv(int.from_bytes(size, "big"))), True)
                if reply is not None:
                    connection.sendall(len(reply).to_bytes(2, "big") + reply)
        except (OSError, IndexError):
            pass

    def answer(self, query, by_tcp):
        trick = query.name.removesuffix(".dns.zoo.test")
        with self.lock:
            visit = self.asked[query.name, query.kind] = 1 + self.asked.get((query.name, query.kind), 0)
        made = getattr(self, trick.replace("-", "_").replace(".", "_"), Authority._nobody)(query, visit, by_tcp)
        return query.reply(made) if isinstance(made, list) else made

    @staticmethod
    def _nobody(query, visit, by_tcp):
        return query.reply(flags=NXDOMAIN)

    @staticmethod
    def _of(query, four=(), six=(), ttl=60):
        return [address(query.name, text, ttl) for text in (four if query.kind == A else six if query.kind == AAAA else ())]

    def neighbour(self, query, visit, by_tcp):
        return self._of(query, [HERE])

    def honest(self, query, visit, by_tcp):
        return self._of(query, [HERE])

    def ttl_zero(self, query, visit, by_tcp):
        return self._of(query, [HERE], ttl=0)

    def flips(self, query, visit, by_tcp):
        return self._of(query, [HERE] if visit == 1 else [INSIDE], ttl=0)

    def flips_partly(self, query, visit, by_tcp):
        return self._of(query, [HERE] if visit == 1 else [HERE, INSIDE], ttl=0)

    def inside(self, query, visit, by_tcp):
        return self._of(query, [INSIDE])

    def metadata(self, query, visit, by_tcp):
        return self._of(query, ["169.254.169.254"])

    def mixed(self, query, visit, by_tcp):
        return self._of(query, [HERE, INSIDE])

    def mixed_order(self, query, visit, by_tcp):
        return self._of(query, [INSIDE, HERE])

    def mixed_kinds(self, query, visit, by_tcp):
        return self._of(query, [HERE], ["::1"])

    def mapped(self, query, visit, by_tcp):
        return self._of(query, [], ["::ffff:127.0.0.1"])

    def translated(self, query, visit, by_tcp):
        return self._of(query, [HERE], ["64:ff9b::7f00:1"])

    def zero(self, query, visit, by_tcp):
        return self._of(query, ["0.0.0.0"], ["::"])

    def alias_inside(self, query, visit, by_tcp):
        return [record(query.name, CNAME, name_bytes("inside.dns.zoo.test"))] + (
            [address("inside.dns.zoo.test", INSIDE)] if query.kind == A else [])

    def alias_localhost(self, query, visit, by_tcp):
        return [record(query.name, CNAME, name_bytes("localhost"))]

    def alias_loop(self, query, visit, by_tcp):
        return [record(query.name, CNAME, name_bytes("alias-loop.dns.zoo.test"))]

    def alias_chain(self, query, visit, by_tcp):
        return [record(query.name, CNAME, name_bytes("chain-1.dns.zoo.test"))]

    def __getattr__(self, name):
        if not name.startswith("chain_"):
            raise AttributeError(name)
        return lambda query, visit, by_tcp: [
            record(query.name, CNAME, name_bytes(f"chain-{int(name[6:]) + 1}.dns.zoo.test"))]

    def redirect_inside(self, query, visit, by_tcp):
        return self._of(query, [HERE])

    def www_redirect_inside(self, query, visit, by_tcp):
        return self._of(query, [INSIDE])

    redirect_mixed = redirect_inside

    def www_redirect_mixed(self, query, visit, by_tcp):
        return self._of(query, [HERE, INSIDE])

    def many_last_inside(self, query, visit, by_tcp):
        return self._of(query, DEAD + [INSIDE])

    def huge(self, query, visit, by_tcp):
        return self._of(query, [f"10.{i // 250}.{i % 250}.1" for i in range(1500)])

    def empty(self, query, visit, by_tcp):
        return []

    def silent(self, query, visit, by_tcp):
        return None

    def slow(self, query, visit, by_tcp):
        time.sleep(0.3)
        return self._of(query, [HERE])

    def servfail(self, query, visit, by_tcp):
        return query.reply(flags=SERVFAIL)

    def refused(self, query, visit, by_tcp):
        return query.reply(flags=REFUSED)

    def truncated(self, query, visit, by_tcp):
        return query.reply(flags=TRUNCATED)

    def garbage(self, query, visit, by_tcp):
        return query.id + b"\xff" * 40

    def other_question(self, query, visit, by_tcp):
        return query.reply([address("honest.dns.zoo.test", HERE)],
                           question=name_bytes("honest.dns.zoo.test") + query.question[-4:])

    def other_id(self, query, visit, by_tcp):
        return query.reply(self._of(query, [HERE]), ident=b"\x13\x37")

    def short_address(self, query, visit, by_tcp):
        return [record(query.name, query.kind, b"\x7f\0\0")]
