"""The animals that speak HTTP/1.1, or misbehave before anything is spoken. Each is a function of a Visitor; what is
expected of the client stands in animals.txt."""

import time
import zlib

from tools import STEP, TEXT, body_of, chunk, head, squeeze, whole

HUGE = 10_000_000
SERVER_HELLO = b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03"  # the first bytes of one, and never the rest
COOKIE = "Set-Cookie: c%d=1"
ANIMALS = {}


def animal(function):
    ANIMALS[function.__name__.strip("_").replace("_", "-")] = function
    return function


def answers(name, reply):
    """An animal that answers every request with `reply(visitor)`, and then says farewell."""
    def behave(visitor):
        visitor.handshake().ask()
        visitor.send(reply(visitor) if callable(reply) else reply)
        visitor.farewell()
    ANIMALS[name] = behave


def ends(name, reply, ending):
    """The same, with another ending."""
    def behave(visitor):
        visitor.handshake().ask()
        visitor.send(reply(visitor) if callable(reply) else reply)
        getattr(visitor, ending)()
    ANIMALS[name] = behave


def good(visitor, *fields, status="200 OK"):
    return whole(body_of(visitor), TEXT, *fields, status=status)


def half(visitor):
    """A right header, and half of the body that it speaks of."""
    reply = good(visitor)
    return reply[:-len(visitor.statement) // 2]


# Honest ones, which must be served.
answers("healthy", good)
answers("http-1-0", lambda v: good(v).replace(b"HTTP/1.1", b"HTTP/1.0"))
answers("no-reason-phrase", lambda v: good(v, status="200"))
answers("header-no-colon", lambda v: good(v, "nonsense"))
answers("early-hints", lambda v: head("Link: </x>; rel=preload", status="103 Early Hints") + good(v))
answers("refresh", lambda v: good(v, "Refresh: 0; url=https://127.0.0.1/"))
answers("excess", lambda v: good(v) + b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
answers("length-twice-same", lambda v: good(v, f"Content-Length: {len(body_of(v))}"))
answers("bom", lambda v: whole(b"\xef\xbb\xbf" + body_of(v), TEXT))
answers("gzip-honest", lambda v: whole(squeeze(body_of(v)), TEXT, "Content-Encoding: gzip"))
answers("gzip-two-members", lambda v: whole(squeeze(v.statement) + squeeze(b"\n"), TEXT, "Content-Encoding: gzip"))
ends("never-closes", good, "rest")
ends("reset-after-all", good, "reset")
ends("no-farewell", good, "cut")


# Slow ones, and those that stop.
@animal
def stall_accept(visitor):
    time.sleep(30)


@animal
def stall_hello(visitor):
    visitor.raw.recv(65536)
    visitor.rest()


@animal
def stall_handshake(visitor):
    visitor.raw.sendall(SERVER_HELLO)
    visitor.rest()


@animal
def drip_handshake(visitor):
    for i in range(100):
        visitor.raw.sendall((SERVER_HELLO + bytes(100))[i:i + 1])
        time.sleep(0.5)


@animal
def stall_request(visitor):
    visitor.handshake().ask()
    visitor.rest()


ends("stall-status-line", b"HTTP/1.1 20", "rest")
ends("stall-header", head(TEXT)[:-2], "rest")
ends("head-cut-404", head(status="404 Not Found")[:-2], "cut")
ends("head-cut-farewell-404", head(status="404 Not Found")[:-2], "farewell")
ends("head-cut-200", head(TEXT)[:-2], "cut")
ends("stall-body", half, "rest")
ends("stall-before-last-chunk", lambda v: head(TEXT, "Transfer-Encoding: chunked") + chunk(body_of(v)), "rest")


@animal
def drip_header(visitor):
    visitor.handshake().ask()
    visitor.drip(good(visitor), 1)


@animal
def drip_body(visitor):
    visitor.handshake().ask()
    reply = good(visitor)
    visitor.send(reply[:-len(body_of(visitor))])
    visitor.drip(body_of(visitor), 1)


@animal
def drip_just_fast_enough(visitor):
    visitor.handshake().ask()
    visitor.send(head(TEXT, "Content-Length: 60000"))
    visitor.forever(b"#" * 200, 0.25)


@animal
def drip_chunks(visitor):
    visitor.handshake().ask()
    visitor.send(head(TEXT, "Transfer-Encoding: chunked"))
    visitor.forever(chunk(b"#"), 0.1)


@animal
def drip_hints(visitor):
    visitor.handshake().ask()
    visitor.forever(head(status="102 Processing"), 1)


# Endless ones.
def endless(name, start, piece, seconds=0.0):
    def behave(visitor):
        visitor.handshake().ask()
        visitor.send(start)
        visitor.forever(piece, seconds)
    ANIMALS[name] = behave


endless("endless-header", head(TEXT)[:-2], b"X-A: " + b"a" * 200 + b"\r\n")
endless("endless-header-line", b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 1000)
endless("endless-status-line", b"HTTP/1.1 200 ", b"a" * 1000)
endless("endless-body", head(TEXT), b"# {S}\n")
endless("endless-chunks", head(TEXT, "Transfer-Encoding: chunked"), chunk(b"#" * 1000))
endless("endless-chunk-extension", head(TEXT, "Transfer-Encoding: chunked") + b"1;", b"a" * 1000, STEP)
endless("endless-trailer", head(TEXT, "Transfer-Encoding: chunked") + chunk(b"#") + b"0\r\n", b"X-A: a\r\n")
endless("endless-hints", b"", head("Link: </x>", status="103 Early Hints"))
endless("endless-empty-lines", b"", b"\r\n", STEP)
endless("endless-gzip-name", head(TEXT, "Content-Encoding: gzip") + b"\x1f\x8b\x08\x08" + bytes(6), b"a" * 10_000)
endless("endless-gzip-nothing", head(TEXT, "Content-Encoding: gzip") + squeeze(b"")[:10], b"\x00\x00\x00\xff\xff" * 2000)


# Bombs, and encodings that are not what they say.
def packed(name, make, coding="gzip"):
    answers(name, lambda v: whole(make(v), TEXT, f"Content-Encoding: {coding}"))


def deflate(data):
    return zlib.compress(data, 9)


BOMB = squeeze(b"\n" * HUGE)
packed("bomb-gzip", lambda v: BOMB)
packed("bomb-within-the-limit", lambda v: squeeze(body_of(v) + b"\n" * 60_000 * 3))
packed("bomb-two-layers", lambda v: squeeze(BOMB), "gzip, gzip")
packed("bomb-many-members", lambda v: squeeze(b"\n" * 1000) * 3000)
packed("bomb-deflate", lambda v: deflate(b"\n" * HUGE), "deflate")
packed("bomb-brotli", lambda v: b"\x5b\xff\xff\xff\x03" + bytes(100), "br")
packed("bomb-zstd", lambda v: b"\x28\xb5\x2f\xfd" + bytes(100), "zstd")
packed("coding-unknown", body_of, "x-ours")
packed("gzip-cut-short", lambda v: squeeze(body_of(v) * 2)[:-12])
packed("gzip-without-trailer", lambda v: squeeze(body_of(v))[:-8])
packed("gzip-empty", lambda v: b"")
packed("gzip-wrong-sum", lambda v: squeeze(body_of(v))[:-8] + bytes(8))
packed("gzip-tail", lambda v: squeeze(body_of(v)) + b"{S}")
packed("gzip-is-none", body_of)
answers("bomb-chunked", lambda v: head(TEXT, "Content-Encoding: gzip", "Transfer-Encoding: chunked")
        + chunk(BOMB) + b"0\r\n\r\n")
answers("bomb-transfer-coding", lambda v: head(TEXT, "Transfer-Encoding: gzip, chunked") + chunk(BOMB) + b"0\r\n\r\n")

# Header floods.
answers("headers-many", lambda v: good(v, *["X-A: a"] * 1000))
answers("headers-large", lambda v: good(v, *["X-A: " + "a" * 8000] * 20))
answers("header-line-huge", lambda v: good(v, "X-A: " + "a" * 150_000))
answers("cookies-flood", lambda v: good(v, *[COOKIE % i for i in range(5000)]))
answers("header-nul", lambda v: good(v, "X-A: a\0b"))
answers("trailers-many", lambda v: head(TEXT, "Transfer-Encoding: chunked") + chunk(body_of(v)) + b"0\r\n"
        + b"X-A: a\r\n" * 1000 + b"\r\n")


@animal
def cookies_sent_back(visitor):
    """Many cookies, few enough; whoever brings one back is turned away."""
    brought = b"cookie:" in visitor.handshake().ask().lower()
    visitor.send(good(visitor, *[COOKIE % i for i in range(80)], status="403 No" if brought else "200 OK"))
    visitor.farewell()


# Broken chunks.
def chunks(name, *pieces, ending="farewell"):
    ends(name, lambda v: head(TEXT, "Transfer-Encoding: chunked") + b"".join(
        piece(v) if callable(piece) else piece for piece in pieces), ending)


LAST = b"0\r\n\r\n"
chunks("chunk-size-no-number", lambda v: chunk(body_of(v), b"zz"), LAST)
chunks("chunk-size-huge", lambda v: chunk(body_of(v), b"F" * 17), LAST)
chunks("chunk-size-negative", lambda v: chunk(body_of(v), b"-1"), LAST)
chunks("chunk-size-empty", lambda v: chunk(body_of(v), b""), LAST)
chunks("chunk-too-short", lambda v: chunk(body_of(v), b"5"), LAST)
chunks("chunk-last-missing", lambda v: chunk(body_of(v)))
chunks("chunk-last-cut", lambda v: chunk(body_of(v)), b"0\r\n")
chunks("chunk-cut", lambda v: chunk(body_of(v) * 2)[:-9], ending="cut")


# Wrong lengths.
def lengths(name, *fields, ending="farewell"):
    ends(name, lambda v: head(TEXT, *[field.format(n=len(body_of(v)), m=len(body_of(v)) + 9) for field in fields],
                              "Connection: close") + body_of(v), ending)


lengths("length-too-long", "Content-Length: {m}")
lengths("length-too-long-cut", "Content-Length: {m}", ending="cut")
lengths("length-two-values", "Content-Length: {n}", "Content-Length: 3")
lengths("length-two-values-other-way", "Content-Length: 3", "Content-Length: {n}")
lengths("length-list", "Content-Length: {n}, 3")
lengths("length-negative", "Content-Length: -{n}")
lengths("length-plus", "Content-Length: +{n}")
lengths("length-hex", "Content-Length: 0x1000")
lengths("length-overflow", "Content-Length: 99999999999999999999999")
lengths("length-none", ending="farewell")
lengths("length-none-cut", ending="cut")
lengths("length-none-reset", ending="reset")
answers("length-too-short", lambda v: head(TEXT, f"Content-Length: {len(v.statement) - 9}") + body_of(v))
answers("length-and-chunks", lambda v: head(TEXT, f"Content-Length: {len(body_of(v))}", "Transfer-Encoding: chunked")
        + chunk(body_of(v)) + LAST)


# Hanging up at every stage.
@animal
def reset_accept(visitor):
    visitor.reset()


@animal
def close_accept(visitor):
    visitor.cut()


@animal
def reset_hello(visitor):
    visitor.raw.recv(65536)
    visitor.reset()


@animal
def reset_handshake(visitor):
    visitor.raw.sendall(SERVER_HELLO)
    visitor.reset()


ends("reset-request", b"", "reset")
ends("close-request", b"", "farewell")
ends("reset-header", head(TEXT)[:-2], "reset")
ends("close-header", head(TEXT)[:-2], "farewell")
ends("reset-body", half, "reset")
ends("close-body", half, "farewell")
