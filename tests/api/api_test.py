#!/usr/bin/env python3
"""The daemon's API over a socket: every answer against docs/openapi.yaml, the metrics against promtool, and abuse.

Usage: api_test.py API_DEMO
"""

import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from description import OPENAPI, hold, hold_event

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 20
TOKENS = {scope: "qrt_" + letter * 43 for scope, letter in (("read", "r"), ("write", "w"), ("check", "c"), ("admin", "a"))}
checks = 0


def check(truth, what):
    global checks
    checks += 1
    if not truth:
        raise AssertionError(what)


class Server:
    def __init__(self, folder, *options):
        tokens = folder / "tokens"
        tokens.write_text("".join(f"{hashlib.sha256(t.encode()).hexdigest()} {s} 1790000000 {s}\n" for s, t in TOKENS.items()))
        self.child = subprocess.Popen([DEMO, f"tokens={tokens}", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.child.stdout.readline().split()[1])

    def tell(self, line):
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()

    def writes(self):
        self.tell("writes")
        return int(self.child.stdout.readline().split()[1])

    def stop(self):
        self.tell("stop")
        check(self.child.wait(SECONDS) == 0, "the server stops, and did not crash")

    def ask(self, method, path, token="admin", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = "Bearer " + TOKENS.get(token, token)
        if body is not None and not isinstance(body, (str, bytes)):
            sent.setdefault("Content-Type", "application/json")
            body = json.dumps(body)
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def raw(self, data, seconds=SECONDS):
        """What comes back until the server closes; the status of its first answer, or None."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as wire:
            got = b""
            try:
                wire.sendall(data)
                wire.shutdown(socket.SHUT_WR)
                while piece := wire.recv(65536):
                    got += piece
            except OSError:  # closed by the server, perhaps before all was sent; or nothing came in time
                pass
        return got


SEEN = set()


def described(server, method, route, path, expected, **how):
    """Asks, and holds the answer against what the description says of this route and status."""
    answer, data = server.ask(method, path, **how)
    check(answer.status == expected, f"{method} {path}: {answer.status} instead of {expected}: {data[:200]}")
    SEEN.add((method, route, str(expected)))
    value = hold(method, route, answer.status, answer.headers["Content-Type"], data)
    check(answer.headers["X-Content-Type-Options"] == "nosniff", "nosniff")
    check("default-src 'none'" in answer.headers["Content-Security-Policy"], "a policy")
    return value


def test_description(server):
    contact = {"name": "Dora", "accounts": ["https://dora.example/"]}
    described(server, "GET", "/", "/", 200, token=None)
    described(server, "GET", "/page/{name}", "/page/app.js", 200, token=None)
    described(server, "GET", "/page/{name}", "/page/style.css", 200, token=None)
    described(server, "GET", "/page/{name}", "/page/icon.svg", 200, token=None)
    for name in ("nothing.js", "..", "%2e%2e", "embed.cmake"):
        described(server, "GET", "/page/{name}", "/page/" + name, 404, token=None)
    described(server, "GET", "/healthz", "/healthz", 200, token=None)
    described(server, "GET", "/readyz", "/readyz", 200, token=None)
    server.tell("trouble disk full")
    described(server, "GET", "/readyz", "/readyz", 503, token=None)
    described(server, "GET", "/v1/status", "/v1/status", 200)
    server.tell("well")
    for route, operations in OPENAPI["paths"].items():
        path = route.replace("{id}", "2")
        for method in operations:
            if method == "parameters" or operations[method].get("security") == []:
                continue
            described(server, method.upper(), route, path, 401, token=None)
            wrong = "check" if method == "get" and not route.startswith("/v1/checks") else "read"
            if "403" in operations[method]["responses"]:
                described(server, method.upper(), route, path, 403, token=wrong, body={} if method in ("post", "patch") else None)
            if "{id}" in route and "404" in operations[method]["responses"]:
                body = {"post": {"decision": "refuse", "revision": 1} if "decision" in route else {}, "patch": {"watching": "paused"}}.get(method)
                described(server, method.upper(), route, route.replace("{id}", "99"), 404, body=body)
    described(server, "GET", "/metrics", "/metrics", 200)
    described(server, "GET", "/v1/contacts", "/v1/contacts?limit=2&show=all", 200)
    for query in ("limit=0", "limit=1001", "limit=x", "after=-1", "verdict=maybe", "show=none", "other=1"):
        described(server, "GET", "/v1/contacts", "/v1/contacts?" + query, 400)
    added = described(server, "POST", "/v1/contacts", "/v1/contacts", 201, body=contact)
    for bad in ({}, contact, {"name": "x"}, {**contact, "name": "E", "policy": "/etc/passwd"}, {**contact, "name": "F", "other": 1}):
        described(server, "POST", "/v1/contacts", "/v1/contacts", 400, body=bad)
    described(server, "POST", "/v1/contacts", "/v1/contacts", 415, body="name=x")
    one = f"/v1/contacts/{added['id']}"
    described(server, "GET", "/v1/contacts/{id}", one, 200)
    described(server, "GET", "/v1/contacts/{id}/report", one + "/report", 404)
    described(server, "PATCH", "/v1/contacts/{id}", one, 200, body={"watching": "paused"})
    described(server, "PATCH", "/v1/contacts/{id}", one, 400, body={"watching": "sometimes"})
    described(server, "DELETE", "/v1/contacts/{id}", one, 204)
    for what in ("report", "explanation", "graph", "graph.svg", "timeline", "decisions"):
        for number in (1, 2, 3):
            described(server, "GET", "/v1/contacts/{id}/" + what, f"/v1/contacts/{number}/{what}", 200)
    described(server, "GET", "/v1/contacts/{id}/timeline", "/v1/contacts/1/timeline?limit=0", 400)
    described(server, "POST", "/v1/contacts/{id}/check", "/v1/contacts/1/check", 202, body={})
    described(server, "POST", "/v1/contacts/{id}/check", "/v1/contacts/1/check", 202, body={})
    described(server, "POST", "/v1/contacts/{id}/check", "/v1/contacts/1/check", 400, body={"now": 1})
    for number in (2, 3):
        described(server, "POST", "/v1/contacts/{id}/check", f"/v1/contacts/{number}/check", 202, body={})
    for name in ("G", "H"):
        more = described(server, "POST", "/v1/contacts", "/v1/contacts", 201, body={**contact, "name": name})
    described(server, "POST", "/v1/contacts/{id}/check", f"/v1/contacts/{more['id']}/check", 429, body={})
    bob = described(server, "GET", "/v1/contacts/{id}", "/v1/contacts/2", 200)
    accept = {"decision": "accept", "revision": bob["revision"]}
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 400, body=accept)  # names no key
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 400, body={**accept, "key": "another"})
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 400, body={**accept, "key": 1})
    check(server.ask("GET", "/v1/contacts/2")[1] and json.loads(server.ask("GET", "/v1/contacts/2")[1])["pending"], "it still waits")
    decision = {"decision": "refuse", "revision": bob["revision"], "key": bob["pending"]["what"]["would_be"]["key"]["id"]}
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 409, body={**decision, "revision": 1})
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 200, body=decision)
    described(server, "POST", "/v1/contacts/{id}/decision", "/v1/contacts/2/decision", 400, body=decision)
    described(server, "GET", "/v1/contacts/{id}/decisions", "/v1/contacts/2/decisions", 200)
    once = {"accounts": ["https://dora.example/"]}
    done = described(server, "POST", "/v1/checks", "/v1/checks", 202, body=once)
    check(described(server, "GET", "/v1/checks/{id}", f"/v1/checks/{done['id']}", 200)["report"], "a report")
    check(described(server, "GET", "/v1/checks/{id}", f"/v1/checks/{done['id']}", 404, token="check") is not None, "not another's")
    waits = described(server, "POST", "/v1/checks", "/v1/checks", 202, token="check", body={**once, "name": "Dora"})
    check(described(server, "GET", "/v1/checks/{id}", f"/v1/checks/{waits['id']}", 200, token="check")["report"] is None, "none yet")
    for bad in ({}, {"accounts": []}, {**once, "policy": "/etc/passwd"}, {**once, "other": 1}):
        described(server, "POST", "/v1/checks", "/v1/checks", 400, body=bad)
    described(server, "POST", "/v1/checks", "/v1/checks", 415, body="accounts=x")
    described(server, "POST", "/v1/checks", "/v1/checks", 202, body=once)
    described(server, "POST", "/v1/checks", "/v1/checks", 429, body=once)
    described(server, "GET", "/v1/events", "/v1/events?limit=3", 200)
    described(server, "GET", "/v1/events", "/v1/events?before=5&contact=2", 200)
    described(server, "GET", "/v1/events", "/v1/events?after=x", 400)
    described(server, "GET", "/v1/log", "/v1/log", 200)
    described(server, "GET", "/v1/log/entries", "/v1/log/entries?from=1&limit=5", 200)
    described(server, "GET", "/v1/log/entries", "/v1/log/entries?from=x", 400)
    described(server, "GET", "/v1/log/inclusion", "/v1/log/inclusion?index=1", 200)
    described(server, "GET", "/v1/log/inclusion", "/v1/log/inclusion?index=100000", 400)
    described(server, "GET", "/v1/log/consistency", "/v1/log/consistency?from=3&to=9", 200)
    described(server, "GET", "/v1/log/consistency", "/v1/log/consistency?from=0", 400)
    answered = {(m.upper(), route) for route, o in OPENAPI["paths"].items() for m in o if m != "parameters"}
    check(answered == {(m, route) for m, route, status in SEEN if status in ("200", "201", "202", "204")}, "every route answered well")
    print(f"api: {len(answered)} routes, {len(SEEN)} kinds of answers match docs/openapi.yaml")


def test_lint():
    linter = ROOT / "tests" / "peers" / "node_modules" / ".bin" / "redocly"
    if not linter.exists():
        print("api: redocly is not installed, the description was not linted")
        return
    quiet = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    ran = subprocess.run([linter, "lint", "--max-problems", "5", ROOT / "docs" / "openapi.yaml"], env=quiet, capture_output=True, text=True, timeout=60, check=False)
    check(ran.returncode == 0 and not re.search(r"\d+ warning", ran.stdout + ran.stderr), ran.stdout + ran.stderr)
    print("api: redocly finds nothing in docs/openapi.yaml")


def test_metrics(server):
    if not shutil.which("promtool"):
        print("api: promtool is not installed, the metrics were not held against it")
        return
    data = server.ask("GET", "/metrics")[1]
    ran = subprocess.run(["promtool", "check", "metrics"], input=data, capture_output=True, timeout=SECONDS, check=False)
    check(ran.returncode == 0 and not ran.stderr, ran.stderr.decode())
    print("api: promtool finds nothing in the metrics")


def status_of(got):
    return int(got.split()[1]) if got.startswith(b"HTTP/1.1 ") else None


def test_abuse(server):
    dice = random.Random(7)
    before = server.writes()
    host = b"Host: 127.0.0.1\r\n"
    key = b"Authorization: Bearer " + TOKENS["admin"].encode() + b"\r\n"
    body = b'{"name":"evil","accounts":["https://evil.example/"]}'
    post = b"POST /v1/contacts HTTP/1.1\r\n"
    js = b"Content-Type: application/json\r\n"
    length = b"Content-Length: %d\r\n" % len(body)
    shapes = {
        "two lengths": post + host + key + js + length + b"Content-Length: 0\r\n\r\n" + body,
        "equal lengths": post + host + key + js + length + length + b"\r\n" + body,
        "length and chunks": post + host + key + js + length + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + body,
        "chunks": post + host + key + js + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n",
        "odd chunks": post + host + key + js + b"Transfer-Encoding: xchunked\r\n\r\n" + body,
        "negative length": post + host + key + js + b"Content-Length: -1\r\n\r\n" + body,
        "huge length": post + host + key + js + b"Content-Length: 99999999999999999999\r\n\r\n" + body,
        "too long": post + host + key + js + b"Content-Length: 65537\r\n\r\n" + b"x" * 65537,
        "two hosts": post + host + host + key + js + length + b"\r\n" + body,
        "no host": post + key + js + length + b"\r\n" + body,
        "evil host": post + b"Host: evil.example\r\n" + key + js + length + b"\r\n" + body,
        "evil origin": post + host + key + b"Origin: https://evil.example\r\n" + js + length + b"\r\n" + body,
        "null origin": post + host + key + b"Origin: null\r\n" + js + length + b"\r\n" + body,
        "cross site": post + host + key + b"Sec-Fetch-Site: cross-site\r\n" + js + length + b"\r\n" + body,
        "form": post + host + key + b"Content-Type: application/x-www-form-urlencoded\r\n" + length + b"\r\n" + body,
        "text": post + host + key + b"Content-Type: text/plain\r\n" + length + b"\r\n" + body,
        "no type": post + host + key + length + b"\r\n" + body,
        "two tokens": post + host + key + key + js + length + b"\r\n" + body,
        "no token": post + host + js + length + b"\r\n" + body,
        "basic": post + host + b"Authorization: Basic YTpi\r\n" + js + length + b"\r\n" + body,
        "token in the path": post.replace(b"contacts", b"contacts?token=" + TOKENS["admin"].encode()) + host + js + length + b"\r\n" + body,
        "header flood": post + host + key + b"".join(b"X-%d: y\r\n" % i for i in range(200)) + js + length + b"\r\n" + body,
        "header size": post + host + key + b"X: " + b"y" * 20000 + b"\r\n" + js + length + b"\r\n" + body,
        "old version": post.replace(b"1.1", b"1.0") + host + key + js + length + b"\r\n" + body,
        "new version": post.replace(b"1.1", b"2.0") + host + key + js + length + b"\r\n" + body,
        "expect": post + host + key + b"Expect: 100-continue\r\n" + js + length + b"\r\n" + body,
        "wrong method": post.replace(b"POST", b"PUT") + host + key + js + length + b"\r\n" + body,
        "connect": b"CONNECT evil.example:443 HTTP/1.1\r\n" + host + key + b"\r\n",
        "absolute": b"POST http://127.0.0.1/v1/contacts HTTP/1.1\r\n" + host + key + js + length + b"\r\n" + body,
        "space before colon": post + b"Host : 127.0.0.1\r\n" + key + js + length + b"\r\n" + body,
        "cut body": post + host + key + js + b"Content-Length: 500\r\n\r\n" + body,
        "deep": post + host + key + js + b"Content-Length: 5000\r\n\r\n" + b"[" * 5000,
        "doubled member": post + host + key + js + b"Content-Length: 23\r\n\r\n" + b'{"name":"a","name":"b"}',
    }
    for name, data in shapes.items():
        status = status_of(server.raw(data))
        check(status is None or 400 <= status < 600, f"{name}: {status}")
    for path in (b"/page/../api.cpp", b"/page/%2e%2e%2fapp.js", b"/page/..%5capp.js", b"//page/app.js", b"/page/app.js%00", b"/../../etc/passwd", b"/page//etc/passwd"):
        status = status_of(server.raw(b"GET " + path + b" HTTP/1.1\r\n" + host + b"\r\n"))
        check(status in (400, 404), f"{path}: {status}")
    check(server.writes() == before, "none of these was a write")

    pieces = [post, host, js, length, b"\r\n", body, b"Authorization: Bearer x\r\n", b"Authorization: \r\n", b"DELETE /v1/contacts/1 HTTP/1.1\r\n",
              b"Transfer-Encoding: chunked\r\n", b"Content-Length: 9\r\n", b"\x00\xff", b"\n", b":", b"Cookie: a=b\r\n", b"Origin: null\r\n"]
    count = 5000
    statuses = {}
    for _ in range(count):
        if dice.random() < 0.5:
            data = b"".join(dice.choice(pieces) for _ in range(dice.randrange(1, 12)))
        else:  # a good request without a token, with some bytes turned
            data = bytearray(post + host + js + length + b"\r\n" + body)
            for _ in range(dice.randrange(1, 6)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            data = bytes(data)
        status = status_of(server.raw(data))
        statuses[status] = statuses.get(status, 0) + 1
        check(status is None or 400 <= status < 600, f"{data!r}: {status}")
    check(server.writes() == before, "no write without a token")
    check(server.ask("GET", "/healthz", token=None)[0].status == 200, "the server lives")
    print(f"api: {len(shapes)} hostile shapes and {count} fuzzed requests, 0 unauthenticated writes, 0 crashes; answers {dict(sorted(statuses.items(), key=str))}")


def test_limits(folder):
    server = Server(folder, "api_burst=10", "api_interval_ms=1000", "api_request_seconds=1", "api_idle_seconds=2", "api_visitor_connections=8", "api_streams=1")
    statuses = [server.ask("GET", "/v1/status")[0].status for _ in range(14)]
    check(statuses.count(200) == 10 and set(statuses[10:]) == {429}, f"rate: {statuses}")
    answer = server.ask("GET", "/healthz", token=None)[0]
    check(answer.status == 429 and int(answer.headers["Retry-After"]) >= 1, "Retry-After")
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) for _ in range(8)]
    for wire in slow:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
    time.sleep(0.3)
    check(server.raw(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") == b"", "more connections than one may have are closed")
    for wire in slow:
        check(wire.recv(10) == b"", "whoever is slow is hung up on")
        wire.close()
    server.stop()
    print("api: 4 of 14 requests over the rate were 429, 8 slow connections ended, a 9th was refused")


def test_events(folder):
    server = Server(folder)
    def listen(headers, wanted, got):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        connection.request("GET", "/v1/events", headers={"Accept": "text/event-stream", "Authorization": "Bearer " + TOKENS["read"], **headers})
        answer = connection.getresponse()
        got.append(answer.headers["Content-Type"])
        while len(got) < wanted + 1:
            line = answer.readline().decode()
            if line.startswith("data: "):
                event = json.loads(line[6:])
                hold_event(event)
                got.append(event["id"])
        connection.close()
    got, again = [], []
    thread = threading.Thread(target=listen, args=({}, 3, got))
    thread.start()
    while not got:
        time.sleep(0.01)
    for number in range(3):
        server.tell(f"event number {number}")
    thread.join(SECONDS)
    check(got == ["text/event-stream", 7, 8, 9], f"events as they come: {got}")
    listen({"Last-Event-ID": "4"}, 5, again)
    check(again[1:] == [5, 6, 7, 8, 9], f"and those missed: {again}")
    server.stop()
    print("api: events came in order, and after Last-Event-ID without a gap")


def main():
    test_lint()
    with tempfile.TemporaryDirectory(prefix="quorate-api.") as name:
        folder = pathlib.Path(name)
        server = Server(folder, "api_burst=100000", "api_interval_ms=0")
        test_description(server)
        test_metrics(server)
        test_abuse(server)
        server.stop()
        test_limits(folder)
        test_events(folder)
    print(f"api: {checks} checks good")


if __name__ == "__main__":
    DEMO = sys.argv[1]
    main()
