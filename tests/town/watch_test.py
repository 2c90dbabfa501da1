#!/usr/bin/env python3
"""`quorate watch` in the demo town: a change reaches a webhook, nothing is pinned by silence, restarts lose nothing.

Usage: watch_test.py QUORATE [unittest arguments]
"""

import hashlib
import hmac
import http.server
import json
import os
import pathlib
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

TOWN = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "town"
QUORATE = ""
SECONDS = 90  # for one step; the sanitizer builds are slow
SECRET = "0123456789abcdef0123456789abcdef"


def setUpModule():
    global directory, town, root
    directory = tempfile.TemporaryDirectory(prefix="quorate-watch.")
    root = pathlib.Path(directory.name)
    subprocess.run([TOWN / "town", "start", "--quorate", QUORATE, "--dir", root / "town"], check=True, timeout=SECONDS)
    lines = (root / "town" / "town.env").read_text().splitlines()
    town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)


def tearDownModule():
    subprocess.run([TOWN / "town", "stop", "--dir", root / "town"], check=True, timeout=SECONDS)
    directory.cleanup()


def until(what, seconds=SECONDS):
    """The first value of what() that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError("it did not come to that in time")


class Receiver:
    """Takes webhooks; answers with `status`."""

    def __init__(self):
        self.status = 204
        self.taken = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append((dict(self.headers), body, receiver.status))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def events(self):
        """Those that were taken, by id; raises where one is not signed as it must be."""
        found = {}
        for headers, body, status in list(self.taken):
            text = headers["Quorate-Timestamp"].encode() + b"." + body
            wanted = "v1=" + hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest()
            assert headers["Quorate-Signature"] == wanted, headers
            event = json.loads(body)
            assert str(event["id"]) == headers["Quorate-Event"]
            if status < 300:
                found[event["id"]] = event
        return found

    def kinds(self):
        return [event["kind"] for _, event in sorted(self.events().items())]


class Watching(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=root))
        self.receiver = Receiver()
        (self.folder / "limits.yaml").write_text("domain_interval_ms: 0\nreuse_seconds: 0\n")
        (self.folder / "settings.yaml").write_text("limits: limits.yaml\ncontact: mailto:town@town.example\n")
        (self.folder / "hook.secret").write_text(SECRET + "\n")
        (self.folder / "alice.yaml").write_text(pathlib.Path(town["TOWN_CONTACTS"], "a.yaml").read_text())
        self.config = self.folder / "watch.yaml"
        self.config.write_text(
            f"""store: store.sqlite
settings: settings.yaml
contacts: [alice.yaml]
pace: {{sink_retry_seconds: 1, starts_per_second: 100}}
sinks:
  - name: hook
    webhook: {{url: "http://127.0.0.1:{self.receiver.port}/hook", secret_file: hook.secret, allow_local: "yes"}}
  - name: file
    log: {{file: events.log}}
  - name: program
    command: {{argv: [/bin/sh, -c, 'cat >> "{self.folder}/program.log"']}}
network: {{ca_file: "{town['TOWN_CA_FILE']}", connect_to: "{town['TOWN_ALL_UP']}"}}
"""
        )
        self.daemon = None
        self.said = None

    def tearDown(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait()
        if self.said:
            self.said.close()
        self.receiver.server.shutdown()
        self.receiver.server.server_close()

    def run_command(self, *arguments, status=0):
        ran = subprocess.run([QUORATE, *map(str, arguments), "--config", self.config], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stdout

    def start(self, **environment):
        self.said = (self.folder / "said.log").open("a+")
        self.daemon = subprocess.Popen([QUORATE, "watch", "--config", self.config], env={**os.environ, **environment}, stderr=self.said)

    def stop(self):
        self.daemon.send_signal(signal.SIGTERM)
        self.assertEqual(self.daemon.wait(SECONDS), 0, (self.folder / "said.log").read_text())
        self.said.close()

    def shown(self):
        return json.loads(self.run_command("contact", "show", self.name(), "--json"))

    def listed(self):
        return [json.loads(line) for line in self.run_command("contact", "list", "--json").splitlines()]

    def name(self):
        return self.listed()[0]["name"]

    def ready(self):
        """Whether the daemon has made its store."""
        ran = subprocess.run([QUORATE, "contact", "list", "--config", self.config], capture_output=True, timeout=SECONDS)
        return ran.returncode == 0

    def checked(self, looks):
        return until(lambda: self.ready() and self.listed() and self.shown()["looks"] >= looks)

    def test_change_reaches_the_webhook(self):
        file = root / "town" / "www" / "code.example" / "alice.html"
        proof = (root / "town" / "published" / "alice" / "code.example" / "alice.paste.txt").read_bytes().strip()
        kept = file.read_bytes()
        self.assertIn(proof, kept)
        self.start()
        try:
            self.checked(1)
            until(lambda: "quorum reached" in self.receiver.kinds())
            shown = self.shown()
            self.assertIsNone(shown["pinned"])
            self.assertEqual(shown["pending"]["change"]["kind"], "pin")
            self.assertGreater(shown["next_check"], shown["last_check"])

            self.run_command("contact", "accept", self.name(), "--by", "a test")
            self.checked(2)
            self.assertIsNotNone(self.shown()["pinned"])
            self.assertIsNone(self.shown()["pending"])

            file.write_bytes(kept.replace(proof, b"nothing"))  # the page stays, its proof goes
            self.receiver.status = 500  # an outage of the receiver, too
            before = len(self.receiver.taken)
            self.run_command("contact", "check", self.name())
            self.checked(3)
            until(lambda: len(self.receiver.taken) > before)
            self.stop()
            self.assertNotIn("proof removed", self.receiver.kinds())
            self.receiver.status = 204
            self.start()
            until(lambda: "proof removed" in self.receiver.kinds())
        finally:
            file.write_bytes(kept)
        self.run_command("contact", "check", self.name())
        until(lambda: "proof back" in self.receiver.kinds())
        self.stop()

        stored = [json.loads(line) for line in self.run_command("events", "--json").splitlines()]
        self.assertEqual([event["id"] for event in stored], list(range(1, len(stored) + 1)))
        self.assertEqual(list(self.receiver.events()), [event["id"] for event in stored])  # in order, none lost
        for file in ("events.log", "program.log"):
            lines = (self.folder / file).read_text().splitlines()
            self.assertEqual([json.loads(line)["id"] for line in lines], [event["id"] for event in stored], file)

    def test_once_and_again_is_not_doubled(self):
        self.run_command("watch", "--once")
        shown = self.shown()
        self.assertEqual(shown["looks"], 1)
        kinds = self.receiver.kinds()
        self.assertIn("quorum reached", kinds)
        self.run_command("watch", "--once")  # nothing is due
        self.assertEqual(self.shown()["looks"], 1)
        self.assertEqual(self.receiver.kinds(), kinds)

    def test_refused_is_not_proposed_again(self):
        self.run_command("watch", "--once")
        name = self.name()
        self.run_command("contact", "refuse", name)
        self.run_command("contact", "check", name)
        self.run_command("watch", "--once")
        shown = self.shown()
        self.assertEqual(shown["looks"], 2)
        self.assertIsNone(shown["pending"])
        self.assertIsNone(shown["pinned"])
        self.run_command("contact", "accept", name, status=2)

    def test_service_manager_is_told(self):
        path = self.folder / "notify"
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        manager.bind(str(path))
        manager.settimeout(SECONDS)
        self.addCleanup(manager.close)

        def said(word):
            while True:
                if word in manager.recv(4096).decode():
                    return

        self.start(NOTIFY_SOCKET=str(path), WATCHDOG_USEC="2000000")
        said("READY=1")
        said("WATCHDOG=1")
        said("WATCHDOG=1")
        self.config.write_text(self.config.read_text().replace("[alice.yaml]", "[alice.yaml, bob.yaml]"))
        self.daemon.send_signal(signal.SIGHUP)  # bob.yaml is missing: the old plan stands
        said("RELOADING=1")
        said("READY=1")
        bob = pathlib.Path(town["TOWN_CONTACTS"], "a.yaml").read_text()
        (self.folder / "bob.yaml").write_text("\n".join("name: Bob again" if line.startswith("name:") else line for line in bob.splitlines()) + "\n")
        if "name:" not in bob:
            (self.folder / "bob.yaml").write_text("name: Bob again\n" + bob)
        self.daemon.send_signal(signal.SIGHUP)
        said("READY=1")
        until(lambda: len(self.listed()) == 2)
        self.daemon.send_signal(signal.SIGTERM)
        said("STOPPING=1")
        self.assertEqual(self.daemon.wait(SECONDS), 0)

    def test_check_config(self):
        self.assertIn("right", self.run_command("watch", "--check-config"))
        self.config.write_text(self.config.read_text() + "stranger: 1\n")
        ran = subprocess.run([QUORATE, "watch", "--check-config", "--config", self.config], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("watch.yaml:", ran.stderr)


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
