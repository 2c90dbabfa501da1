"""Animals whose TLS is wrong, whose heads can be read in two ways, whose redirects lead astray, whose text is not what
it says, and that change their mind."""

from animals import ANIMALS, animal, answers, good
from tools import TEXT, body_of, chunk, head, whole

PATH = "/.well-known/cross-signature"


# TLS.
def shows(name, context):
    def behave(visitor):
        visitor.handshake(context).ask()
        visitor.send(good(visitor))
        visitor.farewell()
    ANIMALS[name] = behave


for fault in ("expired", "not-yet-valid", "self-signed", "wrong-host", "common-name", "unknown-authority", "address",
              "no-intermediate", "wrong-purpose", "parent-wildcard", "1.0", "1.1", "client-certificate"):
    shows("tls-" + fault.replace(".", "-"), fault)


def says(name, data):
    """Answers the ClientHello with these bytes."""
    def behave(visitor):
        visitor.raw.recv(65536)
        visitor.raw.sendall(data(visitor) if callable(data) else data)
        visitor.rest()
    ANIMALS[name] = behave


says("tls-garbage", bytes(range(256)) * 4)
says("tls-huge-record", b"\x16\x03\x03\xff\xff" + bytes(1000))
says("tls-alert", b"\x15\x03\x03\x00\x02\x02\x28")
says("tls-plain-http", good)
says("tls-mail-banner", b"220 mail.example ESMTP\r\n")
says("tls-echo", b"\x16\x03\x01\x00\x04\x01\x00\x00\x00")


# Heads with two readings: what one reader takes for a field, or for the end, another one does not.
answers("head-blank-before-colon", lambda v: head(TEXT, "Content-Length : 5000", "Connection: close") + body_of(v))
answers("head-line-of-a-blank", lambda v: head(TEXT, f"Content-Length: {len(body_of(v))}", " ",
                                               "Transfer-Encoding: chunked") + chunk(body_of(v)) + b"0\r\n\r\n")
answers("head-fold-first", lambda v: head(f" Content-Length: {len(body_of(v))}", TEXT) + body_of(v))
answers("head-two-statuses", lambda v: good(v, "HTTP/1.1 404: Not Found"))
answers("head-cr-in-name", lambda v: good(v, "X\rA: a"))
answers("head-cr-in-value", lambda v: good(v, "X-A: a\rb"))


# Redirects. {n} is the animal's own name.
def redirects(name, location, status="302 Found", *more):
    def reply(visitor):
        places = [] if location is None else ["Location: " + place.format(n=name) for place in (location, *more)]
        return whole(body_of(visitor), TEXT, *places, status=status)
    answers(name, reply)


TWIN = "https://www.{n}.zoo.test"
redirects("redirect-other-host", "https://healthy.zoo.test" + PATH)
redirects("redirect-sub-host", "https://a.{n}.zoo.test" + PATH)
redirects("redirect-http", "http://www.{n}.zoo.test" + PATH)
redirects("redirect-other-port", TWIN + ":8443" + PATH)
redirects("redirect-other-path", TWIN + "/elsewhere")
redirects("redirect-query", TWIN + PATH + "?x")
redirects("redirect-fragment", TWIN + PATH + "#x")
redirects("redirect-user", "https://www.{n}.zoo.test@healthy.zoo.test" + PATH)
redirects("redirect-user-of-twin", "https://a@www.{n}.zoo.test" + PATH)
redirects("redirect-backslash", "https://healthy.zoo.test\\@www.{n}.zoo.test" + PATH)
redirects("redirect-address", "https://127.0.0.1" + PATH)
redirects("redirect-address-number", "https://2130706433" + PATH)
redirects("redirect-address-six", "https://[::ffff:127.0.0.1]" + PATH)
redirects("redirect-long", TWIN + PATH + "a" * 60_000)
redirects("redirect-file", "file:///etc/passwd")
redirects("redirect-script", "javascript:alert(1)")
redirects("redirect-relative", PATH)
redirects("redirect-empty", "")
redirects("redirect-itself", "https://{n}.zoo.test" + PATH)
redirects("redirect-none", None)
redirects("redirect-two", TWIN + PATH, "302 Found", "https://healthy.zoo.test" + PATH)
redirects("redirect-300", TWIN + PATH, "300 Multiple Choices")
redirects("redirect-303", TWIN + PATH, "303 See Other")
redirects("redirect-305", TWIN + PATH, "305 Use Proxy")
redirects("redirect-twin-honest", TWIN + PATH, "301 Moved Permanently")
redirects("redirect-twin-shouting", "HTTPS://WWW.redirect-twin-shouting.ZOO.test" + PATH, "308 Permanent Redirect")
redirects("redirect-inside.dns", "https://www.redirect-inside.dns.zoo.test" + PATH)
redirects("redirect-mixed.dns", "https://www.redirect-mixed.dns.zoo.test" + PATH)
redirects("redirect-loop", TWIN + PATH)
redirects("redirect-twin-away", TWIN + PATH)
answers("www.redirect-twin-honest", good)
answers("www.redirect-twin-shouting", good)
answers("www.redirect-loop", lambda v: whole(b"", f"Location: https://redirect-loop.zoo.test{PATH}", status="302 Found"))
answers("www.redirect-twin-away",
        lambda v: whole(b"", f"Location: https://healthy.zoo.test{PATH}", status="302 Found"))


# Charsets, with the statement in them where it fits.
def speaks(name, encode, kind):
    answers(name, lambda v: whole(encode(body_of(v)), f"Content-Type: text/plain; charset={kind}"))


def wide(body):
    return b"\xff\xfe" + body.decode().encode("utf-16-le")


speaks("charset-utf-16", wide, "utf-16")
speaks("charset-utf-16-lying", wide, "utf-8")
speaks("charset-utf-7", lambda body: b"+AGU-" + body[1:], "utf-7")
speaks("charset-iso-2022-jp", lambda body: b"\x1b$B!!\x1b(B" + body, "iso-2022-jp")
speaks("charset-latin-lying", lambda body: body + b"# \xe9\n", "utf-8")
speaks("charset-two", lambda body: body, "utf-8, utf-7")
answers("text-nul", lambda v: whole(body_of(v) + b"\0", TEXT))
answers("text-html", lambda v: whole(body_of(v), "Content-Type: text/html"))
answers("text-json", lambda v: whole(b'{"error": "no such page"}', "Content-Type: application/json"))
answers("text-two-types", lambda v: whole(body_of(v), TEXT, "Content-Type: text/html"))
answers("text-markup", lambda v: whole(b"<!doctype html><pre>\n" + body_of(v), TEXT))
answers("text-many-lines", lambda v: whole(body_of(v) * 65, TEXT))


# Statuses.
def status(line, *fields):
    answers("status-" + line[:line.find(" ")], lambda v: good(v, *fields, status=line))


for line in ("202 Accepted", "203 Changed", "206 Partial", "401 Who", "403 No", "404 Not Found", "410 Gone", "416 Range",
             "418 Teapot", "451 Law", "500 Broken", "599 Odd", "600 Odder", "999 Blocked"):
    status(line)
status("429 Slow", "Retry-After: 86400")
status("503 Later", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")
answers("status-204", head(status="204 No Content"))
answers("status-304", head(status="304 Not Modified"))
answers("status-101", head("Connection: Upgrade", "Upgrade: h2c", status="101 Switching Protocols"))
answers("status-099", lambda v: good(v, status="099 OK"))
answers("status-2000", lambda v: good(v, status="2000 OK"))
answers("status-404-bomb", lambda v: whole(b"#" * 300_000, status="404 Not Found"))
answers("http-0-9", b"{S}\n")
answers("http-7", lambda v: good(v).replace(b"HTTP/1.1", b"HTTP/7"))
answers("http-2-untold", lambda v: good(v).replace(b"HTTP/1.1", b"HTTP/2"))
answers("http-1-0-no-length", lambda v: b"HTTP/1.0 200 OK\r\n\r\n" + body_of(v))
answers("icy", lambda v: good(v).replace(b"HTTP/1.1", b"ICY"))


# Changing their mind.
@animal
def cloak_second_visit(visitor):
    visitor.handshake().ask()
    visitor.send(good(visitor) if visitor.visit == 1 else whole(b"", status="404 Not Found"))
    visitor.farewell()


@animal
def cloak_robots(visitor):
    honest = b"mozilla" in visitor.handshake().ask().lower()
    visitor.send(good(visitor, status="200 OK" if honest else "403 No robots"))
    visitor.farewell()


@animal
def alternative_service(visitor):
    visitor.handshake().ask()
    visitor.send(good(visitor, f'Alt-Svc: h2="127.0.0.1:{visitor.trap}"; ma=3600, h2=":{visitor.trap}"; ma=3600'))
    visitor.farewell()
