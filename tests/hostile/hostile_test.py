#!/usr/bin/env python3
"""Servers that answer as no honest server would, and one `quorate check` of all of them at once: what each account
may be at best, that it comes to an end, and that no byte of theirs reaches the terminal as it is.

Usage: hostile_test.py QUORATE    exit 0: all as expected; 1: not"""

import gzip
import json
import os
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from typing import NamedTuple

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "servers"))
from web import make_certificates  # noqa: E402

TEXT = "Content-Type: text/plain"
HTML = "Content-Type: text/html"
LIMITS = "first_byte_timeout_ms: 1000\nlow_speed_seconds: 1\ntotal_timeout_ms: 10000\n"
SECONDS = 30  # for the check; its slowest answers are given up after some 2 seconds
CROWD_SECONDS = 9  # discovery_timeout_ms is 5 s; the rest is for slow machines
NOT_UNDERSTOOD, NO_TRANSFER = "unknown: page not understood", "unknown: transfer"
PAGE = ('<!doctype html><title>x</title><main><div class="vcard"><span class="nickname">{owner}</span>'
        '<p class="bio">{bio}</p></div>{rest}</main>')


class Case(NamedTuple):
    """What stands at one account's place; {S} in it becomes the statement."""

    answer: bytes
    expected: str
    ending: str = "farewell"  # or: cut off, silent, drip


def http(body, *headers, status="200 OK", length=True):
    body = body if isinstance(body, bytes) else body.encode()
    size = (f"Content-Length: {len(body)}",) if length and b"{S}" not in body else ("Transfer-Encoding: chunked",) * length
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, *size, "Connection: close", "", "")).encode()
    return head + (b"{CHUNK}" + body if size and b"{S}" in body else body)


def page(bio="", owner="alice", rest="", kind=HTML):
    return http(PAGE.format(owner=owner, bio=bio, rest=rest).replace("{{S}}", "{S}"), kind)


def site_cases():
    """By the first label of HOST.example: what stands at its /.well-known/cross-signature."""
    away = {"elsewhere": "https://honest.example/", "userinfo": "https://www.userinfo.example@honest.example/",
            "plain": "http://www.plain.example/", "escape": "https://\x1b]0;x\x07\x9b31m\u202e.example/"}
    cases = {
        "honest": Case(http("{S}\n", TEXT), "proven"),
        "html-type": Case(http("x\n{S}\n", "Content-Type: TEXT/HTML; charset=utf-8"), NOT_UNDERSTOOD),
        "starts-as-markup": Case(http("<!-- 404 -->\n<pre>\n{S}\n</pre>"), NOT_UNDERSTOOD),
        "two-types": Case(http("x\n{S}\n", TEXT, HTML), NOT_UNDERSTOOD),
        "nul": Case(http("{S}\n\0", TEXT), NOT_UNDERSTOOD),
        "charset": Case(http("{S}\n", TEXT + "; charset=utf-7"), NOT_UNDERSTOOD),
        "not-utf8": Case(http(b"{S}\n\xff", TEXT), NOT_UNDERSTOOD),
        "bomb": Case(http(gzip.compress(b"\n" * 10_000_000), "Content-Encoding: gzip"), "unknown: limit"),
        "twice-packed": Case(http(gzip.compress(gzip.compress(b"x")), "Content-Encoding: gzip, gzip"), "unknown: limit"),
        "long-header": Case(http("{S}\n", "X-A: " + "a" * 200_000), "unknown: limit"),
        "many-headers": Case(http("{S}\n", *["X-A: a"] * 1000), "unknown: limit"),
        "many-hints": Case(b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" * 1000 + http("{S}\n"), "unknown: limit"),
        "many-lines": Case(http("{S}\n" * 65, TEXT), "unknown: limit"),
        "partial": Case(http("{S}\n", TEXT, status="206 Partial"), "unknown: unexpected status"),
        "transformed": Case(http("{S}\n", TEXT, status="203 Changed"), "unknown: unexpected status"),
        "no-http": Case(b"{S}\n", NO_TRANSFER),
        "too-short": Case(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{S}\n", NO_TRANSFER),
        "cut-off": Case(http("{S}\n", TEXT, length=False), NO_TRANSFER, "cut off"),
        "silent": Case(b"", "unknown: timeout", "silent"),
        "drip": Case(b"HTTP/1.1 200 OK\r\n\r\n", "unknown: timeout", "drip"),
    }
    for name, target in away.items():
        answer = http("", f"Location: {target}.well-known/cross-signature", status="302 Found")
        cases[name] = Case(answer, "unknown: refused redirect")
    return cases


def page_cases():
    """By the name in https://code.example/NAME: the profile page of that name."""
    return {
        "alice": Case(page("{{S}}"), "proven"),
        "comment": Case(page("<!-- {{S}} -->", "comment"), "absent"),
        "hidden": Case(page('<template>{{S}}</template><b hidden>{{S}}</b><a title="{{S}}">', "hidden"), "absent"),
        "guest": Case(page("", "guest", '<div class="vcard"><p class="bio">{{S}}</p></div>'), NOT_UNDERSTOOD),
        "closed": Case(page("", "closed", "</main><main><div class=vcard><p class=bio>{{S}}</p>"), NOT_UNDERSTOOD),
        "bob": Case(page("{{S}}", "mallory"), NOT_UNDERSTOOD),
        "carol": Case(page("{{S}}", "ca\0rol"), NOT_UNDERSTOOD),
        "deep": Case(page("<div>" * 10_000 + "{{S}}", "deep"), "unknown: limit"),
    }


class Server:
    """Answers by host and path, one thread a connection."""

    def __init__(self, folder, cases, statement):
        self.cases, self.statement = cases, statement.encode()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "hosts.pem", folder / "hosts.key")
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.address = "127.0.0.1:%d" % self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            threading.Thread(target=self._serve, args=self.socket.accept()[:1], daemon=True).start()

    def _serve(self, connection):
        try:
            tls = self.context.wrap_socket(connection, server_side=True)
            asked = tls.recv(65536).decode("latin-1")
            place = re.search("(?i)\r\nhost: *(.*?)\r\n", asked)[1] + asked.split()[1]
            self._answer(tls, self.cases.get(place, Case(http("", status="404 Not Found"), "")))
        except OSError:
            pass  # the program has had enough

    def _answer(self, tls, case):
        body = case.answer.replace(b"{S}", self.statement)
        if b"{CHUNK}" in body:
            head, chunk = body.split(b"{CHUNK}")
            body = head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(chunk), chunk)
        tls.sendall(body)
        if case.ending == "farewell":
            tls.unwrap()
        elif case.ending == "cut off":
            time.sleep(0.1)
            socket.socket(fileno=tls.detach()).close()
        while case.ending in ("silent", "drip"):
            time.sleep(0.1)
            tls.sendall(b"" if case.ending == "silent" else b"#")


def make_statement(quorate, folder, accounts):
    key = str(folder / "eve.key")
    subprocess.run([quorate, "key", "new", "--out", key], check=True, capture_output=True)
    named = [word for account in accounts for word in ("--account", account)]
    sign = [quorate, "sign", "--key", key, "--subject", "mimi://im.example/u/eve", *named]
    return subprocess.run(sign, check=True, capture_output=True, text=True).stdout.strip()


def differences(report, expected):
    found = {account["account"]: account["by_kind"]["native"] for account in report["accounts"]}
    for account, wanted in expected.items():
        said = f'{found[account]["outcome"]}: {found[account]["reason"]}'
        if not said.startswith(wanted):
            yield f'{account}: {said}: {found[account]["detail"]}, expected {wanted}'


def check_silent_crowd(quorate, folder):
    """A page whose statement names 31 accounts that never answer: one deadline for all of them, and each is late."""
    silent = [f"https://silent{i}.example/" for i in range(31)]
    places = {f"{account[8:]}{path}": Case(b"", "", "silent") for account in silent for path in
              (".well-known/cross-signature", ".well-known/keybase.txt", "keybase.txt")}
    places["lister.example/.well-known/cross-signature"] = Case(http("{S}\n", TEXT), "proven")
    make_certificates(folder, {place.split("/")[0] for place in places})
    server = Server(folder, places, make_statement(quorate, folder, ["https://lister.example/", *silent]))
    begun = time.monotonic()
    (folder / "limits.yaml").write_text(f"discovered_requests: {len(places)}\n")
    (folder / "quorate.yaml").write_text("limits: limits.yaml\n")
    done = subprocess.run([quorate, "--config", str(folder / "quorate.yaml"), "check", "https://lister.example/", "--json", "--ca-file", str(folder / "ca.pem"),
                           "--connect-to", server.address], capture_output=True, timeout=SECONDS, check=False)
    took, report = time.monotonic() - begun, json.loads(done.stdout)
    yield from differences(report, dict.fromkeys(silent, "unknown: timeout"))
    if report["late"] != len(silent):
        yield f'{report["late"]} accounts are said to be late, expected {len(silent)}'
    if took > CROWD_SECONDS:
        yield f"a silent crowd holds a check up for {took:.1f} s"
    print(f"hostile: 31 silent accounts held a check up for {took:.1f} s")


def main(quorate):
    places, expected = {}, {}
    for name, case in site_cases().items():
        places[f"{name}.example/.well-known/cross-signature"] = case
        expected[f"https://{name}.example/"] = case.expected
    for name, case in page_cases().items():
        places[f"code.example/{name}"] = case
        expected[f"https://code.example/{name}"] = case.expected
    with tempfile.TemporaryDirectory(prefix="quorate-hostile.") as name:
        folder = pathlib.Path(name)
        make_certificates(folder, {place.split("/")[0] for place in places})
        (folder / "limits.yaml").write_text(LIMITS)
        (folder / "quorate.yaml").write_text("limits: limits.yaml\n")
        server = Server(folder, places, make_statement(quorate, folder, expected))
        command = [quorate, "--config", str(folder / "quorate.yaml"), "check", *expected,
                   "--ca-file", str(folder / "ca.pem"), "--connect-to", server.address]
        machine, people = (subprocess.run(command + more, capture_output=True, timeout=SECONDS, check=False)
                           for more in (["--json"], []))
    with tempfile.TemporaryDirectory(prefix="quorate-hostile.") as name:
        wrong = list(check_silent_crowd(quorate, pathlib.Path(name)))
    wrong += list(differences(json.loads(machine.stdout), expected))
    shown = (machine.stdout + people.stdout + people.stderr).decode()
    if raw := re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown):
        wrong.append(f"a control character reaches the terminal: {shown[raw.start() - 40:raw.end() + 40]!r}")
    if people.returncode != 3:
        wrong.append(f"exit {people.returncode}, expected 3: what could not be seen decides")
    for line in wrong:
        print(line)
    print(f"hostile: {max(len(expected) - len(wrong), 0)} of {len(expected)} as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    code = main(sys.argv[1])
    sys.stdout.flush()
    os._exit(code)  # threads still hold TLS connections, and what OpenSSL frees at the end of a process is theirs
