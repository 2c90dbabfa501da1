#!/usr/bin/env python3
"""`quorate scan` and `quorate rescore` in the demo town: killed and stopped in the middle, gone on with, scored again.

Usage: scan_test.py QUORATE [unittest arguments]
"""

import hashlib
import json
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TOWN = SOURCE / "fixtures" / "town"
PEERS = SOURCE / "tests" / "peers"
DOCS = SOURCE / "docs"
QUORATE = ""
SECONDS = 120  # for one command; the sanitizer builds are slow
ROUNDS = 12
PER_ROUND = 6  # four contacts, a broken line and an excluded target


def setUpModule():
    global directory, town, root
    directory = tempfile.TemporaryDirectory(prefix="quorate-scan.")
    root = pathlib.Path(directory.name)
    subprocess.run([TOWN / "town", "start", "--quorate", QUORATE, "--dir", root / "town"], check=True, timeout=SECONDS)
    lines = (root / "town" / "town.env").read_text().splitlines()
    town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)
    (root / "limits.yaml").write_text("domain_interval_ms: 5\nreuse_seconds: 0\nscan_targets_in_flight: 4\n")
    (root / "settings.yaml").write_text("limits: limits.yaml\ncontact: mailto:me@example.org\n")
    (root / "opt-out.txt").write_text("# asked us\nquiet.example\n")
    (root / "in.ndjson").write_text("".join(targets()))


def tearDownModule():
    subprocess.run([TOWN / "town", "stop", "--dir", root / "town"], check=True, timeout=SECONDS)
    directory.cleanup()


def targets():
    for number in range(ROUNDS):
        for letter in "abcd":
            text = (TOWN / "contacts" / f"{letter}.yaml").read_text(encoding="utf-8")
            target = {"id": f"{letter}{number}", "accounts": re.findall(r"^\s*- (\S+:\S+)", text, re.M)}
            if subject := re.search(r"^subject: (\S+)", text, re.M):
                target["subject"] = subject[1]
            yield json.dumps(target) + "\n"
        yield '{"broken\n'
        yield json.dumps({"accounts": ["https://quiet.example/x"]}) + "\n"


def command(verb, *arguments):
    return [QUORATE, "--config", root / "settings.yaml", verb, *map(str, arguments)]


def run(verb, *arguments, **more):
    return subprocess.run(command(verb, *arguments), capture_output=True, text=True, timeout=SECONDS, **more)


def scan_arguments(out, *more, source="in.ndjson"):
    return [source if source == "-" else root / source, "--out", root / out, "--exclude", root / "opt-out.txt",
            "--ca-file", town["TOWN_CA_FILE"], "--connect-to", town["TOWN_TWO_DOWN"], *more]


def scan(out, *more, **how):
    source = how.pop("source", "in.ndjson")
    return run("scan", *scan_arguments(out, *more, source=source), **how)


def lines_of(out, name):
    packed = root / out / f"{name}.ndjson.zst"
    text = subprocess.run(["zstd", "-dc", packed], check=True, capture_output=True).stdout.decode()
    return [json.loads(line) for line in text.splitlines()]


def begin(out, *more):
    return subprocess.Popen(command("scan", *scan_arguments(out, *more)), stderr=subprocess.PIPE, text=True)


def wait_for_targets(out, count):
    """Until the checkpoint says that so many more are done; False where the scan ends before."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            checkpoint = json.loads((root / out / "checkpoint.json").read_text())
            if checkpoint["counts"]["targets"]["total"] >= count:
                return
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    raise AssertionError("the scan does not get on")


class Scans(unittest.TestCase):
    def assert_whole(self, out):
        """Every line of the input in exactly one state, and the accounts of each target once."""
        results = lines_of(out, "results")
        self.assertEqual(sorted(line["n"] for line in results), list(range(1, ROUNDS * PER_ROUND + 1)))
        states = [line["state"] for line in results]
        self.assertEqual({state: states.count(state) for state in set(states)},
                         {"verdict": 4 * ROUNDS, "invalid": ROUNDS, "excluded": ROUNDS})
        wanted = {line["n"]: line["anchored"] + line["discovered"] for line in results if line["state"] == "verdict"}
        accounts = lines_of(out, "accounts")
        self.assertEqual({n: sum(line["n"] == n for line in accounts) for n in wanted}, wanted)
        self.assertEqual(len({(line["n"], line["account"]) for line in accounts}), len(accounts))
        summary = json.loads((root / out / "summary.json").read_text())
        self.assertTrue(summary["ended"])
        self.assertEqual(summary["targets"]["total"], len(results))
        self.assertEqual(summary["accounts"]["total"], len(accounts))
        return results, accounts

    def test_whole_scan_and_rescores(self):
        ran = scan("whole")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        results, accounts = self.assert_whole("whole")
        self.assertEqual([line for line in accounts if "quiet" in line["account"]], [])
        self.assertIn("line 5: ", next(line for line in results if line["n"] == 5)["error"])

        self.assertEqual(run("rescore", root / "whole", "--out", root / "again").returncode, 0)
        self.assertEqual(lines_of("again", "results"), results)  # the same policy, the same lines

        (root / "strict.yaml").write_text("quorum: 30\n")
        strict = run("rescore", root / "whole", "--policy", root / "strict.yaml")
        self.assertEqual(json.loads(strict.stdout)["verdicts"]["confirmed"], 0, strict.stderr)
        (root / "merging.yaml").write_text("merge: [[alice.example, im.example, code.example, social.example]]\n")
        merged = run("rescore", root / "whole", "--policy", root / "merging.yaml", "--out", root / "merged")
        self.assertEqual(merged.returncode, 0, merged.stderr)
        for before, after in zip(results, lines_of("merged", "results")):
            if before["id"].startswith("a"):
                self.assertEqual(after["groups"], before["groups"] - 3)
                self.assertEqual(len(after["group_states"]), after["groups"])
        scanned = scan("merging", "--policy", root / "merging.yaml")
        self.assertEqual(scanned.returncode, 0, scanned.stderr)
        verdicts = lambda out: {line["n"]: (line["verdict"], line["weight"], line["group_states"], line["forge"]) for line in lines_of(out, "results")}
        self.assertEqual(verdicts("merging"), verdicts("merged"))
        self.assertEqual(run("report", root / "merging", "-o", root / "merging.html").returncode, 0)
        self.assertEqual(run("report", root / "merged", "-o", root / "merged.html").returncode, 0)
        falls = (root / "merging.falls.csv").read_bytes()
        self.assertEqual(falls, (root / "merged.falls.csv").read_bytes())
        self.assertNotIn(b"alice.example,", falls)  # it falls with those that it is merged with
        doubled = run("report", root / "merging", root / "merged", "-o", root / "both.html")
        self.assertEqual(doubled.returncode, 2)
        self.assertIn("would count double", doubled.stderr)

    def test_operators_of_its_own_stay_joined(self):
        (root / "own.yaml").write_text("version: \"our-own\"\noperators:\n"
                                       "  - {id: own, name: Own Co, domains: [alice.example, im.example]}\n")
        (root / "own-settings.yaml").write_text((root / "settings.yaml").read_text() + "operators: [own.yaml]\n")
        settings = ["--config", root / "own-settings.yaml"]
        ran = subprocess.run([QUORATE, *settings, "scan", *map(str, scan_arguments("own"))], capture_output=True, text=True,
                             timeout=SECONDS)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        (root / "other-merge.yaml").write_text("merge: [[code.example, social.example]]\n")
        policy = ["rescore", root / "own", "--policy", root / "other-merge.yaml"]
        without = run(*policy)
        self.assertEqual(without.returncode, 2)
        self.assertIn("our-own", without.stderr)
        within = subprocess.run([QUORATE, *settings, *policy], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(within.returncode, 0, within.stderr)

    def test_an_empty_scan(self):
        (root / "nobody.ndjson").write_text("")
        self.assertEqual(scan("nobody", source="nobody.ndjson").returncode, 0)
        self.assertEqual((lines_of("nobody", "results"), lines_of("nobody", "accounts")), ([], []))
        self.assertEqual(run("rescore", root / "nobody", "--out", root / "nobody-again").returncode, 0)
        self.assertEqual(run("report", root / "nobody-again", "-o", root / "nobody.html").returncode, 0)

    def test_killed_five_times(self):
        more = []
        for kill in range(1, 6):
            running = begin("killed", *more)
            wait_for_targets("killed", kill * 10)
            running.kill()
            running.communicate(timeout=SECONDS)
            more = ["--resume"]
        refused = scan("killed")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--resume", refused.stderr)
        ran = scan("killed", "--resume")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assert_whole("killed")
        manifest = json.loads((root / "killed" / "manifest.json").read_text())
        self.assertEqual([run["ended"] is None for run in manifest["runs"]], [True] * 5 + [False])
        ended = scan("killed", "--resume")
        self.assertEqual(ended.returncode, 0)
        self.assertIn("has ended", ended.stderr)

    def test_stopped_by_a_signal(self):
        running = begin("stopped")
        wait_for_targets("stopped", 8)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=SECONDS)
        self.assertEqual(running.returncode, 1, errors)
        self.assertIn("--resume", errors)
        checkpoint = json.loads((root / "stopped" / "checkpoint.json").read_text())
        self.assertEqual(checkpoint["pending"], [])  # what was under way has ended
        kept = len(lines_of("stopped", "results"))
        self.assertEqual(kept, checkpoint["counts"]["targets"]["total"])
        self.assertFalse(json.loads((root / "stopped" / "summary.json").read_text())["ended"])
        self.assertEqual(scan("stopped", "--resume").returncode, 0)
        self.assert_whole("stopped")

    def test_another_input_or_configuration(self):
        running = begin("other")
        wait_for_targets("other", 8)
        running.kill()
        running.communicate(timeout=SECONDS)
        before = (root / "other" / "checkpoint.json").read_bytes()
        changed = root / "changed.ndjson"
        changed.write_text((root / "in.ndjson").read_text().replace("a0", "x0", 1))
        for arguments, words in ((["--resume"], "input_sha256 was"), (["--resume", "--shard", "1/2"], "shard was null"),
                                 (["--resume", "--resolver", "127.0.0.1:9"], "resolver was null"),
                                 (["--resume", "--name-servers"], "name_servers was false")):
            source = "changed.ndjson" if words.startswith("input") else "in.ndjson"
            refused = scan("other", *arguments, source=source)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn(words, refused.stderr)
        limits = (root / "limits.yaml").read_text()
        (root / "limits.yaml").write_text(limits + "page_bytes: 1024\n")
        refused = scan("other", "--resume")
        (root / "limits.yaml").write_text(limits)
        self.assertEqual(refused.returncode, 2, refused.stderr)
        self.assertIn("limits_sha256 was", refused.stderr)
        self.assertEqual((root / "other" / "checkpoint.json").read_bytes(), before)

    def test_standard_input(self):
        text = (root / "in.ndjson").read_text()
        ran = scan("piped", source="-", input=text)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assert_whole("piped")

    def test_pipes(self):
        text = (root / "in.ndjson").read_text()
        pipe = root / "pipe"
        os.mkfifo(pipe)
        for out, source in (("named", "pipe"), ("device", "/dev/stdin")):
            running = subprocess.Popen(command("scan", *scan_arguments(out, "--format", "ndjson", source=source)),
                                       stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if out == "named":
                pipe.write_text(text)
                text_in = None
            else:
                text_in = text
            _, errors = running.communicate(text_in, timeout=SECONDS)
            self.assertEqual(running.returncode, 0, errors)
            self.assert_whole(out)
        counted = run("scan", "/dev/stdin", "--dry-run", "--format", "ndjson", input=text)
        self.assertIn(f"{ROUNDS * PER_ROUND} targets", counted.stdout, counted.stderr)
        sampled = scan("sampled", "--sample", "5", source="/dev/stdin", input=text)
        self.assertEqual(sampled.returncode, 2)
        self.assertIn("write a share", sampled.stderr)

    def test_an_input_that_grows_meanwhile(self):
        growing = root / "growing.ndjson"
        growing.write_text((root / "in.ndjson").read_text())
        running = subprocess.Popen(command("scan", *scan_arguments("grown", source="growing.ndjson")),
                                   stderr=subprocess.PIPE, text=True)
        wait_for_targets("grown", 4)
        with growing.open("a") as more:
            more.write("".join(targets()) * 40)  # more than is read at once
        _, errors = running.communicate(timeout=SECONDS)
        self.assertEqual(running.returncode, 2, errors)
        self.assertIn("the input changed while it was scanned", errors)
        self.assertFalse(json.loads((root / "grown" / "manifest.json").read_text())["ended"])

    def test_what_cannot_begin_leaves_no_scan(self):
        closed = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", *command("scan", *scan_arguments("closed", source="-"))],
                                capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(closed.returncode, 2, closed.stderr)
        self.assertIn("standard input: cannot read", closed.stderr)
        (root / "recorded").mkdir()
        (root / "recorded" / "record-1.warc.gz").write_bytes(b"")
        refused = scan("recorded", "--record")
        self.assertEqual(refused.returncode, 2)
        self.assertFalse((root / "recorded" / "manifest.json").exists())
        self.assertEqual(scan("nowhere", "--resume").returncode, 2)
        self.assertFalse((root / "nowhere").exists())
        for seed in ("-1", "18446744073709551616", "x"):
            self.assertEqual(scan("nowhere", "--seed", seed).returncode, 2, seed)

    def test_another_standard_input_on_resuming(self):
        running = subprocess.Popen(command("scan", *scan_arguments("cut", source="-")), stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        text = (root / "in.ndjson").read_text()
        running.stdin.write(text)
        running.stdin.flush()
        wait_for_targets("cut", 8)
        running.kill()
        running.communicate(timeout=SECONDS)
        for _ in range(20):  # it ends right after a thread has read, which must not come back to what has gone
            refused = scan("cut", "--resume", source="-", input=text.replace("a0", "x0", 1))
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn("the input is not the one", refused.stderr)
        self.assertEqual(scan("cut", "--resume", source="-", input=text).returncode, 0)
        self.assert_whole("cut")

    def test_pseudonyms(self):
        (root / "study.key").write_bytes(bytes(range(32)))
        running = begin("keyed", "--pseudonymise", root / "study.key")
        wait_for_targets("keyed", 8)
        running.kill()
        running.communicate(timeout=SECONDS)
        kept = (root / "keyed" / "manifest.json").read_text() + (root / "keyed" / "checkpoint.json").read_text()
        for name in ("in.ndjson", "opt-out.txt"):
            self.assertNotIn(hashlib.sha256((root / name).read_bytes()).hexdigest(), kept)
        (root / "other.key").write_bytes(bytes(range(1, 33)))
        self.assertEqual(scan("keyed", "--resume", "--pseudonymise", root / "other.key").returncode, 2)
        self.assertEqual(scan("keyed", "--resume", "--pseudonymise", root / "study.key").returncode, 0)
        self.assert_whole("keyed")
        packed = root / "in.zst"
        subprocess.run(["zstd", "-q", "-f", root / "in.ndjson", "-o", packed], check=True)
        ran = scan("hidden", "--pseudonymise", root / "study.key", source="in.zst")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        results, accounts = self.assert_whole("hidden")
        for name in (root / "hidden").iterdir():
            text = (json.dumps(results + accounts) if name.suffix == ".zst" else name.read_text()).lower()
            for secret in ("alice", "im.example/u", "quiet", "thumbprint", "a0"):
                if name.suffix == ".zst" or secret != "a0":
                    self.assertNotIn(f'"{secret}' if secret == "a0" else secret, text, name)
        self.assertIn("code.example", {line["host"] for line in accounts})  # a service's host is nobody's alone
        rescored = run("rescore", root / "hidden", "--out", root / "hidden-again")
        self.assertEqual(rescored.returncode, 0, rescored.stderr)
        again = lines_of("hidden-again", "results")
        for before, after in zip(results, again):
            self.assertEqual({name: value for name, value in after.items() if name != "forge"},
                             {name: value for name, value in before.items() if name != "forge"})
        (root / "domains.yaml").write_text("merge: [[alice.example, im.example]]\n")
        refused = run("rescore", root / "hidden", "--policy", root / "domains.yaml")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("alice.example", refused.stderr)
        (root / "one.yaml").write_text("quorum: 1\n")
        self.assertEqual(run("rescore", root / "hidden", "--policy", root / "one.yaml").returncode, 0)

    def test_duckdb_reads_the_lines_as_the_docs_say(self):
        if not (PEERS / "node_modules" / "@duckdb" / "node-api").is_dir():
            self.skipTest("the npm package @duckdb/node-api is not installed (scripts/test does it)")
        query = re.search(r'duckdb -c "(.*)"', (DOCS / "scan.md").read_text(encoding="utf-8"))[1]
        self.assertEqual(scan("people").returncode, 0)
        read = subprocess.run(["node", PEERS / "query_scan.js", query], cwd=root, capture_output=True, text=True,
                              timeout=SECONDS)
        self.assertEqual(read.returncode, 0, read.stderr)
        verdicts = json.loads((root / "people" / "summary.json").read_text())["verdicts"]
        self.assertEqual({row["verdict"]: int(row["people"]) for row in json.loads(read.stdout)},
                         {verdict: count for verdict, count in verdicts.items() if count})

    def test_shards_are_all_of_it(self):
        seen = []
        for number in (1, 2, 3):
            ran = scan(f"shard{number}", "--shard", f"{number}/3")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            seen += [line["n"] for line in lines_of(f"shard{number}", "results")]
        self.assertEqual(sorted(seen), list(range(1, ROUNDS * PER_ROUND + 1)))

    def test_dry_run(self):
        ran = run("scan", root / "in.ndjson", "--dry-run", "--exclude", root / "opt-out.txt")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn(f"{ROUNDS * PER_ROUND} targets ({ROUNDS} invalid, {ROUNDS} excluded)", ran.stdout)
        self.assertIn("robots.txt", ran.stdout)


if __name__ == "__main__":
    QUORATE = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
