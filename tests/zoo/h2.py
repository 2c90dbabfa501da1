"""Animals that speak HTTP/2, frame by frame (RFC 9113)."""

import socket
import struct
import time

from animals import ANIMALS
from tools import STEP, body_of, squeeze

DATA, HEADERS, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 5, 6, 7, 8, 9
END_STREAM = ACK = 1
END_HEADERS = 4
PREFACE = 24  # bytes
REFUSED = 7
STATUS_200 = b"\x88"  # HPACK: index 8 of the static table


def frame(kind, flags=0, stream=0, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def field(name, value):
    """HPACK: a literal that is not put into the table, with short or long strings."""
    def text(string):
        length = len(string)
        if length < 127:
            return bytes([length]) + string
        rest, coded = length - 127, b"\x7f"
        while rest >= 128:
            coded += bytes([rest % 128 + 128])
            rest //= 128
        return coded + bytes([rest]) + string
    return b"\x00" + text(name) + text(value)


KIND = field(b"content-type", b"text/plain")


class Stream:
    """The client's one request."""

    def __init__(self, visitor):
        self.visitor = visitor.handshake("h2")
        self.stream = 1
        self.send(frame(SETTINGS))
        self._read(PREFACE)
        while True:
            header = self._read(9)
            payload = self._read(int.from_bytes(header[:3], "big"))
            del payload
            if header[3] == SETTINGS and not header[4] & ACK:
                self.send(frame(SETTINGS, ACK))
            if header[3] == HEADERS:
                self.stream = int.from_bytes(header[5:9], "big")
                return

    def _read(self, count):
        data = b""
        while len(data) < count:
            piece = self.visitor.tls.recv(count - len(data))
            if not piece:
                raise OSError("gone")
            data += piece
        return data

    def send(self, data):
        self.visitor.tls.sendall(data)

    def frame(self, kind, flags=0, payload=b""):
        self.send(frame(kind, flags, self.stream, payload))

    def headers(self, *fields, flags=END_HEADERS):
        self.frame(HEADERS, flags, STATUS_200 + KIND + b"".join(fields))

    def answer(self, *fields):
        self.headers(*fields)
        self.frame(DATA, END_STREAM, body_of(self.visitor))

    def linger(self):
        """Keeps reading, so that nothing is lost by a reset, until the client goes."""
        self.visitor.rest()


def animal(function):
    def behave(visitor):
        stream = Stream(visitor)
        function(stream)
        stream.linger()
    ANIMALS["h2-" + function.__name__.strip("_").replace("_", "-")] = behave


@animal
def healthy(stream):
    stream.answer()


@animal
def settings_and_pings_between(stream):
    for _ in range(20):
        stream.send(frame(SETTINGS) + frame(PING, 0, 0, bytes(8)))
    stream.answer()


@animal
def goaway(stream):
    stream.send(frame(GOAWAY, 0, 0, struct.pack(">II", 0, 0)))
    stream.visitor.cut()


@animal
def goaway_error(stream):
    stream.send(frame(GOAWAY, 0, 0, struct.pack(">II", stream.stream, 2)))


@animal
def reset(stream):
    stream.frame(RST_STREAM, 0, struct.pack(">I", 2))


def no_error(stream):
    stream.frame(RST_STREAM, 0, struct.pack(">I", 0))


LEADING_LINE = b"# nothing yet\n"


def leave(stream):
    return frame(GOAWAY, 0, 0, struct.pack(">II", stream.stream, 0))


@animal
def goaway_after_all(stream):
    """What a server sends that ends a connection in good order, as nginx does after 1000 requests."""
    stream.answer()
    stream.send(leave(stream))


@animal
def goaway_with_all(stream):
    stream.headers()
    stream.send(frame(DATA, END_STREAM, stream.stream, body_of(stream.visitor)) + leave(stream))


@animal
def close_after_all(stream):
    """Keeps reading: what the client still says would otherwise be answered by RST, which may overtake the body."""
    stream.answer()
    stream.visitor.tls.shutdown(socket.SHUT_WR)


@animal
def nothing_with_length(stream):
    stream.headers(field(b"content-length", b"%d" % len(LEADING_LINE)))
    stream.frame(DATA, END_STREAM, LEADING_LINE)


@animal
def nothing_packed(stream):
    stream.headers(field(b"content-encoding", b"gzip"))
    stream.frame(DATA, END_STREAM, squeeze(LEADING_LINE))


@animal
def nothing_unmarked(stream):
    stream.headers()
    stream.frame(DATA, END_STREAM, LEADING_LINE)


@animal
def reset_before_statement(stream):
    stream.headers()
    stream.frame(DATA, 0, LEADING_LINE)
    no_error(stream)


@animal
def reset_in_statement(stream):
    stream.headers()
    stream.frame(DATA, 0, body_of(stream.visitor)[:-20])
    no_error(stream)


@animal
def reset_in_body(stream):
    stream.headers()
    stream.frame(DATA, 0, body_of(stream.visitor))
    no_error(stream)


@animal
def reset_after_all(stream):
    """A whole answer, then RST_STREAM that wants nothing more (RFC 9113 section 8.1)."""
    stream.answer(field(b"content-length", b"%d" % len(body_of(stream.visitor))))
    no_error(stream)


@animal
def reset_short_body(stream):
    """RST_STREAM that says NO_ERROR, before the end that was announced."""
    stream.headers(field(b"content-length", b"%d" % (len(body_of(stream.visitor)) + 9)))
    stream.frame(DATA, 0, body_of(stream.visitor))
    no_error(stream)


def refuse(stream):
    stream.frame(RST_STREAM, 0, struct.pack(">I", REFUSED))


@animal
def refused(stream):
    refuse(stream)


@animal
def refused_once(stream):
    """Refused streams may be asked for again (RFC 9113 section 8.7) ..."""
    refuse(stream) if stream.visitor.visit == 1 else stream.answer()


@animal
def refused_twice(stream):
    """... but not again and again within one turn: whoever comes a third time gets an answer."""
    refuse(stream) if stream.visitor.visit <= 2 else stream.answer()


@animal
def push(stream):
    pushed = struct.pack(">I", 2) + b"\x82\x87\x84" + field(b":authority", b"healthy.zoo.test")
    stream.frame(PUSH_PROMISE, END_HEADERS, pushed)
    stream.answer()


@animal
def continuation_flood(stream):
    stream.headers(flags=0)
    while True:
        stream.frame(CONTINUATION, 0, field(b"x-a", b"a" * 1000))


@animal
def continuation_empty(stream):
    stream.headers(flags=0)
    while True:
        stream.frame(CONTINUATION)


@animal
def settings_flood(stream):
    while True:
        stream.send(frame(SETTINGS) * 10)
        time.sleep(STEP)


@animal
def ping_flood(stream):
    while True:
        stream.send(frame(PING, 0, 0, bytes(8)) * 10)
        time.sleep(STEP)


@animal
def empty_data_flood(stream):
    stream.headers()
    while True:
        stream.send(frame(DATA, 0, stream.stream) * 10)
        time.sleep(STEP)


@animal
def stall(stream):
    stream.headers()
    stream.frame(DATA, 0, body_of(stream.visitor))


@animal
def stall_window(stream):
    """Takes the client's window away and then waits for it."""
    stream.send(frame(SETTINGS, 0, 0, struct.pack(">HI", 4, 0)))


@animal
def endless(stream):
    stream.headers()
    while True:
        stream.frame(DATA, 0, b"#" * 16_000)


@animal
def header_bomb(stream):
    """One large entry of the table, named again and again (HPACK, RFC 7541 section 7.3)."""
    entry = b"\x40" + b"\x03x-a" + b"\x7f\xb1\x1e" + b"a" * 4016
    stream.frame(HEADERS, END_HEADERS, STATUS_200 + entry + b"\xbe" * 10_000)


@animal
def header_many(stream):
    stream.answer(*[field(b"x-a", b"a")] * 1000)


@animal
def header_upper_case(stream):
    stream.answer(field(b"X-A", b"a"))


@animal
def header_line_end(stream):
    stream.answer(field(b"x-a", b"a\r\nx-b: b"))


@animal
def header_table_overrun(stream):
    stream.frame(HEADERS, END_HEADERS, STATUS_200 + b"\xff\xff\xff\xff\x0f")


@animal
def length_too_long(stream):
    stream.answer(field(b"content-length", b"%d" % (len(body_of(stream.visitor)) + 9)))


@animal
def length_two_values(stream):
    stream.answer(field(b"content-length", b"%d" % len(body_of(stream.visitor))), field(b"content-length", b"3"))


@animal
def chunked(stream):
    stream.answer(field(b"transfer-encoding", b"chunked"))


@animal
def cut(stream):
    stream.headers()
    stream.frame(DATA, 0, body_of(stream.visitor))
    stream.visitor.cut()


@animal
def data_before_headers(stream):
    stream.frame(DATA, END_STREAM, body_of(stream.visitor))


@animal
def frame_too_large(stream):
    stream.headers()
    stream.frame(DATA, END_STREAM, b"#" * 1_000_000)


@animal
def window_overflow(stream):
    stream.send(frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", 0x7fffffff)))
    stream.answer()


@animal
def frame_on_wrong_stream(stream):
    stream.send(frame(HEADERS, END_HEADERS | END_STREAM, 98, STATUS_200))


@animal
def unknown_frames(stream):
    stream.send(frame(0xbe, 0, 0, b"x" * 100) * 20)
    stream.answer()


@animal
def trailer_status(stream):
    """A second answer where trailers belong."""
    stream.headers()
    stream.frame(DATA, 0, body_of(stream.visitor))
    stream.frame(HEADERS, END_HEADERS | END_STREAM, STATUS_200)


def http1_in_h2(visitor):
    visitor.handshake("h2")
    visitor.send(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{S}")
    visitor.rest()


ANIMALS["h2-http1-instead"] = http1_in_h2
