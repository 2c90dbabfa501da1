#!/usr/bin/env python3
"""Why, what if, pictures and proofs, from the outside: `check --why`, `explain`, `--graph`, `--proof`, `verify`.

Usage: explain_test.py QUORATE [unittest arguments]
"""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

TOWN = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "town"
QUORATE = ""
SECONDS = 60  # for one command; the sanitizer builds are slow
SUBJECT = "mimi://im.example/u/alice"


def setUpModule():
    global directory, town, place
    directory = tempfile.TemporaryDirectory(prefix="quorate-town.")
    place = pathlib.Path(directory.name)
    subprocess.run([TOWN / "town", "start", "--quorate", QUORATE, "--dir", place], check=True, timeout=SECONDS)
    lines = (place / "town.env").read_text().splitlines()
    town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)


def tearDownModule():
    subprocess.run([TOWN / "town", "stop", "--dir", place], check=True, timeout=SECONDS)
    directory.cleanup()


def run(*arguments, given=None):
    return subprocess.run([QUORATE, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, input=given)


def check(letter, *arguments, state="TOWN_ALL_UP"):
    return run("check", f"{town['TOWN_CONTACTS']}/{letter}.yaml", "--ca-file", town["TOWN_CA_FILE"], "--connect-to",
               town[state], *arguments)


class Why(unittest.TestCase):
    def test_a_contested_contact_is_explained(self):
        ran = check("d", "--why")
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertIn("contested     yes: there is a rival: key ", ran.stdout)
        self.assertIn("- CONFIRMED if https://forum.example/u/alice (Town Forum) showed key ", ran.stdout)
        self.assertIn("statement.md section 5", ran.stdout)

    def test_a_kept_report_is_explained_in_the_same_words(self):
        told = check("d", "--why", "--now", "2026-12-01T00:00:00Z").stdout
        kept = check("d", "--json", "--now", "2026-12-01T00:00:00Z").stdout
        ran = run("explain", "-", given=kept)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        begin = "Why, account by account"
        self.assertEqual(ran.stdout[ran.stdout.index(begin):], told[told.index(begin):])

    def test_several_reports_are_all_explained(self):
        kept = check("a", "--json").stdout + check("c", "--json", state="TOWN_TWO_DOWN").stdout
        ran = run("explain", "-", given=kept)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(ran.stdout.count("What would change this verdict"), 2)
        self.assertIn("Why UNDECIDED", ran.stdout)

    def test_a_report_that_was_altered_is_refused(self):
        kept = check("d", "--json").stdout
        ran = run("explain", "-", given=kept.replace('"verdict":"contested"', '"verdict":"confirmed"'))
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("does not follow from its own evidence", ran.stderr)

    def test_a_contact_is_sent_to_check(self):
        ran = run("explain", "alice.yaml")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("quorate check --why alice.yaml", ran.stderr)

    def test_why_and_json_exclude_each_other(self):
        self.assertEqual(check("d", "--why", "--json").returncode, 2)


class Graph(unittest.TestCase):
    def test_the_svg_is_xml_and_shows_every_account(self):
        file = place / "d.svg"
        self.assertEqual(check("d", "--graph", file).returncode, 1)
        root = xml.etree.ElementTree.parse(file).getroot()
        self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
        titles = "\n".join(title.text for title in root.iter("{http://www.w3.org/2000/svg}title"))
        for uri in ("https://alice.example/", "https://code.example/alice", "https://forum.example/u/alice"):
            self.assertIn(uri, titles)

    def test_a_kept_report_gives_the_same_picture(self):
        kept = check("d", "--json", "--now", "2026-12-01T00:00:00Z").stdout
        direct = check("d", "--graph", "-", "--now", "2026-12-01T00:00:00Z").stdout
        self.assertEqual(run("explain", "-", "--graph", "-", given=kept).stdout, direct)
        xml.etree.ElementTree.fromstring(direct)

    def test_graphviz_reads_the_dot_file(self):
        if shutil.which("dot") is None:
            self.skipTest("graphviz is not installed")
        file = place / "a.dot"
        self.assertEqual(check("a", "--graph", file).returncode, 0)
        drawn = subprocess.run(["dot", "-Tplain", file], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual((drawn.returncode, drawn.stderr), (0, ""))
        self.assertGreaterEqual(drawn.stdout.count("\nnode "), 7 + 7 + 2)

    def test_other_names_and_several_contacts_are_refused(self):
        self.assertEqual(check("d", "--graph", place / "d.png").returncode, 2)
        self.assertEqual(check("d", f"{town['TOWN_CONTACTS']}/a.yaml", "--graph", place / "x.svg").returncode, 2)
        self.assertFalse((place / "x.svg").exists())


class Proof(unittest.TestCase):
    """Changes what Alice's own site shows, and puts it back."""

    def setUp(self):
        self.page = place / "www/alice.example/.well-known/cross-signature"
        self.before = self.page.read_text()
        self.key = place / "twice.key"
        self.key.unlink(missing_ok=True)
        for suffix in ("", ".seq"):
            pathlib.Path(f"{self.key}{suffix}").unlink(missing_ok=True)
        shutil.copy(place / "keys/alice.key", self.key)

    def tearDown(self):
        self.page.write_text(self.before)

    def sign(self, *accounts):
        pathlib.Path(f"{self.key}.seq").unlink(missing_ok=True)  # as a thief would
        named = [part for account in accounts for part in ("--account", account)]
        ran = run("sign", "--key", self.key, "--subject", SUBJECT, "--seq", 4000000000, *named)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def test_an_equivocation_is_kept_and_verified(self):
        self.page.write_text(self.sign("https://alice.example/") + self.sign("https://alice.example/", SUBJECT))
        file = place / "equivocation.txt"
        ran = check("c", "--proof", file)
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertTrue(ran.stdout.startswith("EQUIVOCATING"))
        verified = run("verify", file)
        self.assertEqual(verified.returncode, 0, verified.stderr)
        self.assertIn("number 4000000000", verified.stdout)
        said = json.loads(run("verify", file, "--json").stdout)
        self.assertEqual([proof["proof"] for proof in said["proofs"]], ["equivocation"])
        self.assertIn("Proof of equivocation", run("verify", file, "--account", "https://alice.example/").stdout)
        self.assertEqual(check("c", "--proof", file).returncode, 1, "the same proof again")
        half = place / "half.txt"
        half.write_text("\n".join(file.read_text().splitlines()[:3]))
        refused = run("verify", half)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("a contradiction takes", refused.stdout)

    def test_a_revocation_is_kept_and_named_in_the_advice(self):
        self.page.write_text(run("revoke", "--key", self.key, "--subject", SUBJECT).stdout)
        file = place / "revocation.txt"
        ran = check("c", "--proof", file)
        self.assertIn("Do not use key ", ran.stdout)
        self.assertEqual(run("verify", file).returncode, 0)

    def test_a_proof_that_cannot_be_written_leaves_the_record_whole(self):
        self.page.write_text(run("revoke", "--key", self.key, "--subject", SUBJECT).stdout)
        record = place / "revoked.warc.gz"
        ran = check("c", "--record", record, "--proof", place / "nowhere" / "proof.txt")
        self.assertEqual(ran.returncode, 2, ran.stderr)
        again = run("check", f"{town['TOWN_CONTACTS']}/c.yaml", "--replay", record)
        self.assertNotEqual(again.returncode, 2, again.stderr)
        self.assertIn("Do not use key ", again.stdout)

    def test_nothing_to_prove_writes_nothing(self):
        file = place / "nothing.txt"
        ran = check("a", "--proof", file)
        self.assertEqual(ran.returncode, 0)
        self.assertIn("was not written", ran.stderr)
        self.assertFalse(file.exists())


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
