#!/usr/bin/env python3
"""`quorate watch` in the demo town: a change reaches a webhook, nothing is pinned by silence, restarts lose nothing.

Usage: watch_test.py QUORATE [unittest arguments]
"""

import json
import signal
import socket
import subprocess
import sys
import unittest

import watched_town
from watched_town import SECONDS, WatchedTown, alice_file, setUpModule, tearDownModule, town_folder, until


class Watching(WatchedTown):
    def test_change_reaches_the_webhook(self):
        file = town_folder() / "www" / "code.example" / "alice.html"
        proof = (town_folder() / "published" / "alice" / "code.example" / "alice.paste.txt").read_bytes().strip()
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
        bob = alice_file()
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
        ran = subprocess.run([watched_town.QUORATE, "watch", "--check-config", "--config", self.config], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("watch.yaml:", ran.stderr)


if __name__ == "__main__":
    watched_town.QUORATE = sys.argv.pop(1)
    unittest.main()
