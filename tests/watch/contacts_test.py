#!/usr/bin/env python3
"""`quorate contact` and `quorate events` on a store without a daemon: imports, names that look like verdicts, what a
person forgot.

Usage: contacts_test.py QUORATE [unittest arguments]
"""

import fcntl
import pathlib
import stat
import subprocess
import sys
import tempfile
import unittest

QUORATE = ""
SECONDS = 60
VERDICT = "Bob: confirmed (9 of 9 groups, 5 needed)"


def card(name, lines="URL:https://{}.example/", version="4.0"):
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\nFN:{name}\r\n{lines.format(''.join(filter(str.isalpha, name)).lower())}\r\nEND:VCARD\r\n"


class Contacts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="quorate-contacts.")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.folder / "store.sqlite"

    def run_command(self, *arguments, status=0, where=None):
        where = where or ["--store", self.store]
        ran = subprocess.run([QUORATE, *map(str, [*arguments, *where])], capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stdout + ran.stderr

    def import_cards(self, text, status=0):
        file = self.folder / "cards.vcf"
        file.write_text(text)
        return self.run_command("contact", "import", file, status=status)

    def listed(self):
        return self.run_command("contact", "list").splitlines()

    def add(self, name):
        (self.folder / "one.yaml").write_text(f'name: "{name}"\naccounts: ["https://one.example/"]\n')
        return self.run_command("contact", "add", self.folder / "one.yaml")

    def test_bad_cards_leave_the_good_ones(self):
        said = self.import_cards(card("Alice") + card("Bob", version="3.0") + "stray\r\n" + card("Carol", "TEL:1") + card("Dora"), status=1)
        self.assertIn("2 imported, 3 not", said)
        self.assertIn("cards.vcf:6: Bob: not imported: the card is not of version 4.0", said)
        self.assertIn("cards.vcf:11: not imported: has no value", said)
        self.assertIn("cards.vcf:12: Carol: not imported: it names no account", said)
        self.assertEqual([line.partition(":")[0] for line in self.listed()], ["Alice", "Dora"])

    def test_what_is_there_already(self):
        self.import_cards(card("Alice"))
        said = self.import_cards(card("Alice") + card("Bob"))
        self.assertIn("1 imported, 0 not, 1 already there", said)
        said = self.import_cards(card("Alice", "URL:https://other.example/") + card("Carol"), status=1)
        self.assertIn("cards.vcf:1: Alice: not imported: there is another contact of this name", said)
        self.assertIn("1 imported, 1 not", said)
        self.assertEqual(len(self.listed()), 3)

    def test_nothing_in_it(self):
        self.assertIn("no contact in it", self.import_cards("", status=2))

    def test_names_of_nothing_and_accounts_without_end(self):
        self.assertIn("not imported", self.import_cards(card(" \u3000 ", "URL:https://a.example/"), status=1))
        said = self.import_cards(card("Many", "\r\n".join(f"URL:https://a{i}.example/" for i in range(50))))
        self.assertEqual(said.count("not taken over"), 1)
        self.assertIn(": 18 more", said)

    def test_a_name_is_no_verdict(self):
        self.assertIn(f'added "{VERDICT}"', self.add(VERDICT))
        line = self.listed()[0]
        self.assertTrue(line.startswith(f'"{VERDICT}": not checked yet, not looked at yet, next check '), line)
        self.add("Alice O'Hara-Li")
        self.assertTrue(self.listed()[1].startswith("Alice O'Hara-Li: "))
        self.run_command("contact", "pause", VERDICT)
        self.assertIn(f'  "{VERDICT}"  ', self.run_command("events"))

    def test_checking_what_is_paused(self):
        self.add("Alice")
        self.assertNotIn("paused", self.run_command("contact", "check", "Alice"))
        self.run_command("contact", "pause", "Alice")
        self.assertIn("quorate contact resume Alice", self.run_command("contact", "check", "Alice"))

    def test_removed_but_named_by_the_watch_file(self):
        self.add("Alice")
        config = self.folder / "watch.yaml"
        config.write_text("store: store.sqlite\ncontacts: [one.yaml]\n")
        said = self.run_command("contact", "remove", "Alice", where=["--config", config])
        self.assertIn("one.yaml, and comes back", said)
        self.add("Alice")
        config.write_text("store: store.sqlite\n")
        self.assertNotIn("comes back", self.run_command("contact", "remove", "Alice", where=["--config", config]))

    def test_no_store_is_made_by_asking(self):
        for verb in (["contact", "list"], ["contact", "check", "Alice"], ["events"]):
            self.assertIn("there is no such store", self.run_command(*verb, status=2))
        self.assertFalse(self.store.exists())

    def test_waiting_for_another_is_said(self):
        self.add("Alice")
        with open(f"{self.store}.lock", "r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            command = subprocess.Popen([QUORATE, "contact", "check", "Alice", "--store", self.store], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.addCleanup(command.kill)
            self.assertIn("store.sqlite.lock, which another quorate holds", command.stderr.readline())
        said, _ = command.communicate(timeout=SECONDS)
        self.assertEqual((command.returncode, said), (0, "Alice: due now\n"))

    def test_export_makes_its_folder(self):
        self.add("Alice")
        out = self.folder / "deep" / "exp"
        self.run_command("contact", "export", "--out", out)
        self.assertEqual(len(list(out.iterdir())), 1)
        self.assertEqual(stat.S_IMODE(out.stat().st_mode), 0o700)

    def test_check_config_looks_for_receivers(self):
        config = self.folder / "watch.yaml"
        check = lambda sink, status: (config.write_text(f"store: store.sqlite\nsinks:\n  - name: one\n    {sink}\n"),  # noqa: E731
                                      self.run_command("watch", "--check-config", status=status, where=["--config", config]))[1]
        self.assertIn("watch.yaml:3: the sink \"one\": there is no folder", check("log: {file: nowhere/events.log}", 2))
        self.assertIn("watch.yaml:3: the sink \"one\": /no/program: cannot be run", check("command: {argv: [/no/program]}", 2))
        check("log: {file: events.log}", 0)
        check("log: {file: '-'}", 0)
        check("command: {argv: [/bin/cat]}", 0)

    def test_events_since_what_is_not_there(self):
        self.add("Alice")
        self.run_command("contact", "pause", "Alice")
        self.assertEqual(self.run_command("events", "--since", "1"), "")
        for since in ("-1", "2", "9223372036854775807", "99999999999999999999"):
            self.assertIn("since", self.run_command("events", "--since", since, status=2))


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
