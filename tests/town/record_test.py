#!/usr/bin/env python3
"""`quorate check --record` and `--replay` in the demo town: the same reports again, and damaged records refused.

Usage: record_test.py QUORATE [unittest arguments]
"""

import gzip
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import unittest

TOWN = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "town"
PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
QUORATE = ""
SECONDS = 60  # for one command; the sanitizer builds are slow
# LeakSanitizer traces the program, which strace does already.
UNTRACED = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}


def setUpModule():
    global directory, town, root
    directory = tempfile.TemporaryDirectory(prefix="quorate-record.")
    root = pathlib.Path(directory.name)
    subprocess.run([TOWN / "town", "start", "--quorate", QUORATE, "--dir", root], check=True, timeout=SECONDS)
    lines = (root / "town.env").read_text().splitlines()
    town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)


def tearDownModule():
    subprocess.run([TOWN / "town", "stop", "--dir", root], check=True, timeout=SECONDS)
    directory.cleanup()


def run(*arguments):
    return subprocess.run([QUORATE, "check", "--json", *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS)


def contact(letter):
    return f"{town['TOWN_CONTACTS']}/{letter}.yaml"


def record(name, *letters, state="TOWN_TWO_DOWN", more=()):
    file = root / name
    ran = run(*map(contact, letters), "--ca-file", town["TOWN_CA_FILE"], "--connect-to", town[state], "--record", file, *more)
    return file, ran


def settings(name, text):
    file = root / (name + ".settings")
    file.write_text(text)
    return ["--config", file]


def without_own_times(output):
    reports = [json.loads(line) for line in output.splitlines()]
    for report in reports:
        del report["run"]
    return reports


def without_elapsed(output):
    """Also without the times of the single fetches, which differ from contact to contact."""
    def strip(value):
        if isinstance(value, dict):
            return {name: strip(each) for name, each in value.items() if name not in ("elapsed_us", "elapsed_ms")}
        return [strip(each) for each in value] if isinstance(value, list) else value
    return [strip(report) for report in without_own_times(output)]


class Record(unittest.TestCase):
    def test_replay_of_all_contacts_gives_the_same_reports(self):
        for state in ("TOWN_ALL_UP", "TOWN_FORGE_DOWN", "TOWN_TWO_DOWN"):
            file, live = record(state + ".warc.gz", "a", "b", "c", "d", state=state)
            again = run(*map(contact, "abcd"), "--replay", file)
            self.assertEqual(live.returncode, again.returncode)
            self.assertEqual(len(live.stdout.splitlines()), 4)
            self.assertEqual(without_own_times(live.stdout), without_own_times(again.stdout))

    def test_a_contact_recorded_twice_or_with_others_is_replayed_alone_or_with_them(self):
        file, live = record("many.warc.gz", *"adca")
        again = run(*map(contact, "adca"), "--replay", file)
        self.assertEqual(without_own_times(live.stdout), without_own_times(again.stdout))
        for place, letter in enumerate("adca"):
            alone = run(contact(letter), "--replay", file)
            self.assertEqual(without_elapsed(alone.stdout), [without_elapsed(live.stdout)[place]])

    def test_a_crawl_is_replayed_with_nobody_waited_for(self):
        (root / "slow.yaml").write_text("domain_interval_ms: 200\nretries: 1\nretry_first_ms: 100\n")
        slow = settings("slow", "limits: slow.yaml\n")
        file, live = record("crawl.warc.gz", *"ac", more=["--manners", "crawl", *slow])
        self.assertGreater(json.loads(live.stdout.splitlines()[0])["run"]["elapsed_ms"], 500)
        for more in (["--manners", "crawl", *slow], []):
            again = run(*map(contact, "ac"), "--replay", file, *more)
            self.assertEqual(without_own_times(live.stdout), without_own_times(again.stdout))
            self.assertLess(json.loads(again.stdout.splitlines()[0])["run"]["elapsed_ms"], 500)

    def test_what_was_seen_from_vantage_points_is_replayed_from_them(self):
        ways = settings("ways", "vantages:\n- name: here\n- {name: there, address: 127.0.0.2}\n")
        file, live = record("ways.warc.gz", "a", more=ways)
        again = run(contact("a"), "--replay", file)
        self.assertEqual(without_own_times(live.stdout), without_own_times(again.stdout))
        asked = [line for member in split_members(file.read_bytes())
                 for line in gzip.decompress(member).decode(errors="replace").splitlines()
                 if line.startswith("vantage-point: ")]
        self.assertEqual(set(asked), {"vantage-point: here", "vantage-point: there"})
        self.assertGreater(len(asked), 10)

    def test_replay_asks_nobody(self):
        file, live = record("offline.warc.gz", "a")
        traced = root / "trace"
        ran = subprocess.run(["strace", "-f", "-e", "trace=connect", "-o", traced, QUORATE, "check", contact("a"),
                              "--replay", file], capture_output=True, timeout=SECONDS, env=UNTRACED)
        self.assertEqual(ran.returncode, live.returncode, ran.stderr)
        self.assertNotIn("connect(", traced.read_text())

    def test_what_was_not_asked_is_unknown_and_never_absent(self):
        file, _ = record("one.warc.gz", "a")
        ran = run("https://stranger.example/", "https://other.example/", "https://third.example/", "--replay", file)
        report = json.loads(ran.stdout)
        self.assertEqual({account["outcome"] for account in report["accounts"]}, {"unknown"})
        self.assertEqual(ran.returncode, 3)

    def test_a_record_is_never_overwritten(self):
        file, _ = record("twice.warc.gz", "a")
        before = file.read_bytes()
        _, again = record("twice.warc.gz", "a")
        self.assertEqual(again.returncode, 2)
        self.assertIn("exists already", again.stderr)
        self.assertEqual(file.read_bytes(), before)

    def test_a_record_cut_short_anywhere_is_refused_with_the_place(self):
        file, _ = record("whole.warc.gz", "a")
        whole = file.read_bytes()
        short = root / "short.warc.gz"
        for length in [0, 1, 9, *range(100, len(whole), len(whole) // 25), len(whole) - 1]:
            short.write_bytes(whole[:length])
            ran = run(contact("a"), "--replay", short)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""), length)
            self.assertRegex(ran.stderr, r"offset \d+|not sealed", length)

    def test_an_altered_record_is_refused_with_the_place(self):
        file, _ = record("unaltered.warc.gz", "a")
        whole = file.read_bytes()
        altered = root / "altered.warc.gz"
        for place in range(0, len(whole), len(whole) // 40):
            altered.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1:])
            ran = run(contact("a"), "--replay", altered)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""), place)
            self.assertRegex(ran.stderr, r"offset \d+", place)

    def test_records_left_out_or_in_another_order_are_refused(self):
        file, _ = record("ordered.warc.gz", "a")
        members = split_members(file.read_bytes())
        self.assertGreater(len(members), 10)
        changed = root / "changed.warc.gz"
        for other in (members[:4] + members[5:], members[:3] + [members[4], members[3]] + members[5:],
                      members + members[-1:], members[:-1]):
            changed.write_bytes(b"".join(other))
            ran = run(contact("a"), "--replay", changed)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""))
            self.assertRegex(ran.stderr, r"offset \d+|not sealed")

    def test_a_file_of_another_program_is_refused(self):
        other = root / "other.warc.gz"
        other.write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"))
        ran = run(contact("a"), "--replay", other)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("does not begin with WARC/1.1", ran.stderr)

    def test_a_public_reader_reads_the_same_records(self):
        if not (PEERS / "node_modules" / "warcio").is_dir():
            self.skipTest("the npm package warcio is not installed (scripts/test does it)")
        file, live = record("peer.warc.gz", "a")
        read = subprocess.run(["node", PEERS / "read_warc.js", file], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(read.returncode, 0, read.stderr)
        records = [json.loads(line) for line in read.stdout.splitlines()]
        self.assertEqual(len(records), len(split_members(file.read_bytes())))
        responses = [each for each in records if each["type"] == "response"]
        self.assertTrue(all(each["digest_holds"] for each in responses))
        asked = {place for account in json.loads(live.stdout)["accounts"] for place in account["places"]}
        self.assertLessEqual({each["uri"] for each in responses}, asked)
        self.assertGreater(len([each for each in responses if each["status"] == 200]), 5)

    def test_a_replay_says_that_it_is_one_and_advises_nobody_to_accept(self):
        file, live = record("said.warc.gz", "a", state="TOWN_ALL_UP")
        again = run(contact("a"), "--replay", file)
        self.assertEqual([json.loads(ran.stdout)["run"]["replayed"] for ran in (live, again)], [False, True])
        told = subprocess.run([QUORATE, "check", contact("a"), "--replay", file], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(told.returncode, 0)
        self.assertIn("every answer was read from a record (--replay), and nobody was asked", " ".join(told.stdout.split()))
        self.assertNotIn("You can accept", told.stdout)

    def test_a_replay_is_not_remembered_and_pins_nothing(self):
        file, _ = record("kept.warc.gz", "a", state="TOWN_ALL_UP")
        history = root / "replayed.history"
        self.assertEqual(run(contact("a"), "--replay", file, "--history", history).returncode, 0)
        self.assertFalse(history.exists() and history.read_bytes())
        pinning = run(contact("a"), "--replay", file, "--history", history, "--accept")
        self.assertEqual((pinning.returncode, pinning.stdout), (2, ""))
        self.assertIn("--accept", pinning.stderr)

    def test_a_history_that_cannot_be_read_begins_no_record(self):
        (root / "bad.history").write_text("no history")
        file, ran = record("none.warc.gz", "a", more=["--history", root / "bad.history"])
        self.assertEqual(ran.returncode, 2)
        self.assertFalse(file.exists())

    def test_two_options_that_name_one_file_are_refused(self):
        for option in ("--graph", "--proof", "--history"):
            file, ran = record("one.svg", "a", more=[option, root / "." / "one.svg"])
            self.assertEqual((ran.returncode, ran.stdout), (2, ""))
            self.assertIn("name one file", ran.stderr)
            self.assertFalse(file.exists())

    def test_record_and_replay_together_are_a_wrong_usage(self):
        ran = run(contact("a"), "--record", root / "x", "--replay", root / "y")
        self.assertEqual(ran.returncode, 2)


def split_members(data):
    """The gzip members of a file, one by one."""
    import zlib
    members = []
    while data:
        decoder = zlib.decompressobj(wbits=31)
        decoder.decompress(data)
        rest = decoder.unused_data
        members.append(data[:len(data) - len(rest)])
        data = rest
    return members


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
