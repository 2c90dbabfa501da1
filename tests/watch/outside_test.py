#!/usr/bin/env python3
"""What `quorate watch` tells and keeps outside of its store: events over TLS to a receiver, signed heads of its log.

Usage: outside_test.py QUORATE [unittest arguments]
No server of a person is there: what contacts that are removed, and looks that find nothing, write is enough here.
"""
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import socketserver
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

QUORATE = ""
SECONDS = 90  # for one step; the sanitizer builds are slow
SECRET = "0123456789abcdef0123456789abcdef"


def until(what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError("it did not come to that in time")


def make_authority(folder, name):
    """An authority NAME.pem, and a certificate of it for hook.test.example, NAME-server.pem, with one key."""
    key = folder / f"{name}.key"
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], check=True)
    subprocess.run(["openssl", "req", "-x509", "-new", "-key", key, "-days", "2", "-subj", f"/O={name}", "-out", folder / f"{name}.pem"],
                   check=True, capture_output=True)
    (folder / "names").write_text("subjectAltName=DNS:hook.test.example\nbasicConstraints=CA:FALSE\n")
    request = subprocess.run(["openssl", "req", "-new", "-key", key, "-subj", "/CN=hook.test.example"], check=True, capture_output=True).stdout
    subprocess.run(["openssl", "x509", "-req", "-CA", folder / f"{name}.pem", "-CAkey", key, "-set_serial", "2", "-days", "2", "-extfile",
                    folder / "names", "-out", folder / f"{name}-server.pem"], input=request, check=True, capture_output=True)


class Names:
    """A name server that knows one address for every name: this machine's."""

    def __init__(self):
        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                asked, reply_to = self.request
                end = asked.index(b"\0", 12) + 5  # the name, its type and class
                is_a = asked[end - 4 : end - 2] == b"\0\1"
                head = asked[:2] + b"\x81\x80\0\1" + (b"\0\1" if is_a else b"\0\0") + b"\0\0\0\0"
                answer = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1" if is_a else b""
                reply_to.sendto(head + asked[12:end] + answer, self.client_address)

        self.server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Receiver:
    """Takes webhooks over TLS at a port of its own, while it is open."""

    def __init__(self, folder, port=0):
        self.taken, self.status = [], 204
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append((dict(self.headers), body, receiver.status))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass  # a client that trusts somebody else

        self.server = Quiet(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "right-server.pem", folder / "right.key")
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def ids(self):
        """Those that were taken, in the order in which they came; raises where one is not signed as it must be."""
        ids = []
        for headers, body, status in list(self.taken):
            wanted = hmac.new(SECRET.encode(), headers["Quorate-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
            assert headers["Quorate-Signature"] == "v1=" + wanted, headers
            assert str(json.loads(body)["id"]) == headers["Quorate-Event"]
            if status < 300:
                ids.append(json.loads(body)["id"])
        return ids

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Outside(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory(prefix="quorate-outside.")
        self.addCleanup(self.directory.cleanup)
        self.folder = pathlib.Path(self.directory.name)
        make_authority(self.folder, "right")
        self.config = self.folder / "watch.yaml"
        self.store = self.folder / "store.sqlite"
        (self.folder / "hook.secret").write_text(SECRET)
        (self.folder / "settings.yaml").write_text("contact: mailto:test@test.example\n")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(str(self.folder / "notify"))
        self.manager.settimeout(SECONDS)
        self.addCleanup(self.manager.close)
        self.daemon = None
        self.addCleanup(self.kill)

    def kill(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait()

    def write_config(self, more, names=(), pace=""):
        for name in names:
            self.write_contact(name)
        files = ", ".join(f"{name}.yaml" for name in names)
        contacts = f"contacts: [{files}]\n" if names else ""
        self.config.write_text(f"store: store.sqlite\nsettings: settings.yaml\n{contacts}"
                               f"pace: {{sink_retry_seconds: 1, sink_longest_retry_seconds: 2, starts_per_second: 1000{pace}}}\n{more}")

    def write_contact(self, name, comment=""):
        """No server is there: a look sees that, which is an observation."""
        (self.folder / f"{name}.yaml").write_text(f"# {comment}\nname: {name}\nsubject: mimi://im.example/u/{name}\n"
                                                  f"accounts:\n  - mimi://im.example/u/{name}\n")

    def start(self):
        with (self.folder / "said.log").open("a") as said:
            self.daemon = subprocess.Popen([QUORATE, "watch", "--config", self.config], stderr=said,
                                           env={**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify")})
        self.until_ready()

    def until_ready(self):
        while b"READY=1" not in self.manager.recv(4096):
            pass

    def reload(self):
        self.daemon.send_signal(signal.SIGHUP)
        self.until_ready()

    def stop(self, how=signal.SIGTERM):
        self.daemon.send_signal(how)
        status = self.daemon.wait(SECONDS)
        self.assertEqual(status, 0 if how == signal.SIGTERM else -how, (self.folder / "said.log").read_text())

    def run_command(self, *arguments, status=0):
        ran = subprocess.run([QUORATE, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def event(self, name):
        """Something to tell of: a contact goes."""
        (self.folder / "more.yaml").write_text(f"name: {name}\nsubject: mimi://im.example/u/{name}\naccounts: [\"mimi://im.example/u/{name}\"]\n")
        self.run_command("contact", "add", self.folder / "more.yaml", "--config", self.config)
        self.run_command("contact", "remove", name, "--config", self.config)

    def stored(self):
        return [json.loads(line)["id"] for line in self.run_command("events", "--json", "--config", self.config).splitlines()]

    def test_webhook_over_tls(self):
        make_authority(self.folder, "wrong")
        receiver, names = Receiver(self.folder), Names()
        self.addCleanup(names.close)
        hook = ("sinks:\n  - name: hook\n    webhook: {{url: \"https://hook.test.example:{}/hook\", secret_file: hook.secret, ca_file: {}.pem, "
                "allow_local: \"yes\"}}\nnetwork: {{resolver: '127.0.0.1:{}'}}\n")
        self.write_config(hook.format(receiver.port, "right", names.port))
        self.start()
        self.event("first")
        until(lambda: receiver.ids() == [1])
        # The receiver refuses, then is away, then the daemon is: nothing is lost.
        receiver.status = 503
        self.event("second")
        until(lambda: len(receiver.taken) >= 3)
        self.assertEqual(receiver.ids(), [1])
        receiver.close()
        self.event("third")
        self.stop(signal.SIGKILL)
        self.event("fourth")  # while no daemon runs
        # A daemon that trusts another authority sends nothing to this receiver.
        self.write_config(hook.format(receiver.port, "wrong", names.port))
        receiver = Receiver(self.folder, receiver.port)
        self.start()
        until(lambda: "not delivered" in (self.folder / "said.log").read_text().rpartition("watching")[2]
              and "certificate" in (self.folder / "said.log").read_text())
        self.stop()
        self.assertEqual(receiver.taken, [])
        self.write_config(hook.format(receiver.port, "right", names.port))
        self.start()
        until(lambda: receiver.ids()[-1:] == [4])
        self.stop()
        self.assertEqual(receiver.ids(), [2, 3, 4])
        self.assertEqual(self.stored(), [1, 2, 3, 4])
        receiver.close()

    def test_a_command_prints_without_end(self):
        loud = self.folder / "loud"
        loud.write_text(f"#!/bin/sh\necho begins\nhead -c 3000000 /dev/zero | tr '\\0' x\nhead -c 3000000 /dev/zero | tr '\\0' y >&2\ncat >> {self.folder}/told\n")
        loud.chmod(0o755)
        self.write_config(f"sinks:\n  - name: loud\n    command: {{argv: [{loud}]}}\n")
        self.start()
        self.event("first")
        told = self.folder / "told"
        until(lambda: told.exists() and told.read_text().endswith("\n"))
        self.stop()
        said = (self.folder / "said.log").read_text()
        self.assertIn("begins", said)
        self.assertIn("prints more than 64 KiB", said)
        self.assertLess(len(said), 2 * 64 * 1024)

    def test_a_reload_and_a_stop_while_nobody_answers(self):
        """A site, a command and a receiver that say nothing: what is under way is dropped, and still to be done."""
        silent = socket.create_server(("127.0.0.1", 0), backlog=64)  # takes connections, and that is all
        open_ones = [silent]
        self.addCleanup(lambda: [each.close() for each in open_ones])
        a_look_begins = lambda: open_ones.append(silent.accept()[0])  # noqa: E731
        port = silent.getsockname()[1]
        accounts = "".join(f"  - https://own{number}.example/\n" for number in range(8))
        (self.folder / "alice.yaml").write_text(f"name: alice\naccounts:\n{accounts}")
        self.write_config(f"network: {{connect_to: '127.0.0.1:{port}'}}\nsinks:\n"
                          f"  - {{name: hook, webhook: {{url: 'http://127.0.0.1:{port}/', allow_local: 'yes'}}}}\n"
                          f"  - {{name: slow, command: {{argv: [{self.folder}/slow]}}}}\n", ["alice"], ", stop_seconds: 0")
        (self.folder / "slow").write_text("#!/bin/sh\nexec sleep 60\n")
        (self.folder / "slow").chmod(0o755)
        self.start()
        for _ in range(3):
            self.event("told")
            a_look_begins()
            self.reload()
        a_look_begins()
        self.stop()
        self.assertEqual(self.entries(), 0)
        listed = self.run_command("contact", "list", "--config", self.config)
        self.assertIn("not looked at yet", listed)
        self.assertNotIn("not delivered", (self.folder / "said.log").read_text())  # for it was we who left

    def test_a_reload_with_a_wrong_way_to_the_network(self):
        self.write_config("network: {connect_to: '127.0.0.1:1'}\n", ["alice"])
        self.start()
        wrong = ["network: {connect_to: nonsense}\n", "network: {ca_file: missing.pem}\n", "network: {resolver: 'x:y'}\n"]
        for way in wrong:
            self.write_config(way, ["alice"])
            self.assertIn(way.split("{")[1].split(":")[0].replace("_", "-"),
                          self.run_command("watch", "--check-config", "--config", self.config, status=2))
            self.reload()
        self.assertEqual((self.folder / "said.log").read_text().count("not reloaded"), len(wrong))
        self.stop()

    def test_one_daemon_at_a_time(self):
        self.write_config("network: {connect_to: '127.0.0.1:1'}\n", ["alice"])
        self.start()
        until(lambda: self.entries() >= 1)
        refused = self.run_command("watch", "--once", "--config", self.config, status=2)
        self.assertIn("another quorate watch holds this store", refused)
        self.assertIn("another quorate watch", self.run_command("watch", "--config", self.config, status=2))
        self.event("beside")  # commands go on working
        self.stop(signal.SIGKILL)  # and the lock went with the process
        self.run_command("watch", "--once", "--config", self.config)
        seen = self.stored()
        self.assertEqual(seen, list(range(1, len(seen) + 1)))

    def test_signed_heads_show_a_store_that_was_put_back(self):
        made = self.run_command("key", "new", "--out", self.folder / "log.key")
        self.assertIn("log.key", made)
        signed = "log: {key: log.key, origin: test.example/log, checkpoint: log.note}\nnetwork: {connect_to: '127.0.0.1:1'}\n"
        self.write_config(signed, ["alice"])
        note = self.folder / "log.note"
        looked = lambda times: until(lambda: self.entries() >= times)  # noqa: E731
        self.start()
        looked(1)
        self.stop()
        first = note.read_text()
        self.assertIn(self.verifier(), (self.folder / "said.log").read_text())
        self.assertTrue(first.startswith("test.example/log\n"), first)
        shutil.copy(self.store, self.folder / "older.sqlite")
        self.write_config(signed, ["alice", "bob"])
        self.start()
        looked(2)
        self.stop()
        self.assertNotEqual(note.read_text(), first)
        # `log verify` and the daemon agree about the store as it is, and about the older one.
        verifier = self.verifier()
        verify = ["log", "verify", "--store", self.store, "--checkpoint", note, "--verifier", verifier]
        self.assertIn("sound", self.run_command(*verify))
        shutil.copy(self.store, self.folder / "newer.sqlite")
        shutil.copy(self.folder / "older.sqlite", self.store)
        self.run_command(*verify, status=1)
        refused = self.run_command("watch", "--once", "--config", self.config, status=2)
        self.assertIn("older than that", refused)
        self.assertEqual(self.entries(), 1)  # nothing was written to it
        # Another log of the same length and more: as if somebody had written one anew.
        self.store.unlink()
        for end in ("-wal", "-shm"):
            pathlib.Path(str(self.store) + end).unlink(missing_ok=True)
        note_of_both = note.read_text()
        note.unlink()
        self.write_contact("alice", "of another time")
        self.start()
        looked(2)
        self.stop()
        note.write_text(note_of_both)
        self.assertIn("are not those", self.run_command("watch", "--once", "--config", self.config, status=2))
        # Back to the store that it was: all is well. A note of somebody else's is no note.
        shutil.copy(self.folder / "newer.sqlite", self.store)
        self.run_command("watch", "--once", "--config", self.config)
        note.write_text(note_of_both.replace("test.example/log\n", "other.example/log\n", 1))
        self.run_command("watch", "--once", "--config", self.config, status=2)
        note.unlink()  # moved away, as the message says
        self.run_command("watch", "--once", "--config", self.config)
        self.assertTrue(note.exists())

    def entries(self):
        ran = subprocess.run([QUORATE, "log", "verify", "--json", "--store", self.store], capture_output=True, text=True, timeout=SECONDS, check=False)
        return json.loads(ran.stdout)["size"] if ran.returncode == 0 else 0

    def verifier(self):
        said = self.run_command("log", "checkpoint", "--store", self.folder / "other.sqlite", "--key", self.folder / "log.key", "--origin", "test.example/log")
        return next(line for line in said.splitlines() if "verifier: " in line).partition("verifier: ")[2]


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
