"""What the tests of `quorate watch` in the demo town have in common: the town, a receiver of webhooks, a daemon."""

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


def town_folder():
    return root / "town"


def alice_file():
    """A contact file about Alice, as a friend has it."""
    return pathlib.Path(town["TOWN_CONTACTS"], "a.yaml").read_text()


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


class WatchedTown(unittest.TestCase):
    """A watch file for Alice of the town, and a daemon that the test starts."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=root))
        self.receiver = Receiver()
        (self.folder / "limits.yaml").write_text("domain_interval_ms: 0\nreuse_seconds: 0\n")
        (self.folder / "settings.yaml").write_text("limits: limits.yaml\ncontact: mailto:town@town.example\n")
        (self.folder / "hook.secret").write_text(SECRET + "\n")
        (self.folder / "alice.yaml").write_text(alice_file())
        self.config = self.folder / "watch.yaml"
        self.config.write_text(self.watch_file())
        self.daemon = None
        self.said = None

    def watch_file(self):
        return f"""store: store.sqlite
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
