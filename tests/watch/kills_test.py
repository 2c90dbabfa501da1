#!/usr/bin/env python3
"""Kills `quorate watch` at random points of its work in the demo town, and holds what its store then is against what it said.

Usage: kills_test.py QUORATE KILLS [SEED]
For SQLite and PostgreSQL in turn: KILLS runs of the daemon over some contacts that are all due, while one of their pages
goes back and forth; each run is ended by kill -9, and the last one is let come to its end. Exit status 0 where every start
was ready within 5 s, the log and the store's laws hold, and no event is lost, doubled, or told out of order.
"""
import json
import os
import pathlib
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "faults"))
from store_faults import Postgres, Sqlite  # noqa: E402

TOWN = SOURCE / "fixtures" / "town" / "town"
CONTACTS = 12
LONGEST_START_S = 5
LONGEST_LIFE_S = 0.6  # from ready to the kill: about as long as the looks at all contacts take
SECONDS = 120  # for one step; the sanitizer builds are slow


class Daemon:
    """A folder with a watch file, contact files, and a log as the only receiver of events."""

    def __init__(self, program, folder, where, town):
        self.program, self.folder = program, folder
        (folder / "limits.yaml").write_text("domain_interval_ms: 0\nreuse_seconds: 0\n")
        (folder / "settings.yaml").write_text("limits: limits.yaml\ncontact: mailto:town@town.example\n")
        self.document = pathlib.Path(town["TOWN_CONTACTS"], "a.yaml").read_text()
        self.names = [f"Alice {number}" for number in range(CONTACTS)]
        subprocess.run([program, "key", "new", "--out", folder / "log.key"], check=True, capture_output=True)
        self.config = folder / "watch.yaml"
        self.config.write_text(
            f"store: {json.dumps(where)}\nsettings: settings.yaml\ncontacts: [{', '.join(f'{n}.yaml' for n in range(CONTACTS))}]\n"
            "pace: {starts_per_second: 10000}\nsinks:\n  - {name: file, log: {file: events.log}}\n"
            "log: {key: log.key, origin: town.example/log, checkpoint: log.note}\n"
            f"network: {{ca_file: {json.dumps(town['TOWN_CA_FILE'])}, connect_to: '{town['TOWN_ALL_UP']}'}}\n")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(str(folder / "notify"))
        self.manager.settimeout(SECONDS)
        self.turn = 0
        self.where = where

    def start(self):
        """Everybody is due, because every contact file has changed. Gives the time until the daemon was ready."""
        self.turn += 1
        for number, name in enumerate(self.names):
            text = "".join(f"name: {name}\n" if line.startswith("name:") else line for line in self.document.splitlines(True))
            (self.folder / f"{number}.yaml").write_text(f"# run {self.turn}\n{text}")
        begun = time.monotonic()
        with (self.folder / "said.log").open("a") as said:
            self.process = subprocess.Popen([self.program, "watch", "--config", self.config], stderr=said,
                                            env={**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify")})
        while b"READY=1" not in self.manager.recv(4096):
            pass
        return time.monotonic() - begun

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(SECONDS)

    def ask(self, *arguments):
        ran = subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False)
        return ran.returncode, ran.stdout, ran.stderr

    def close(self):
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        self.manager.close()


class Held:
    """The laws, and what did not hold."""

    def __init__(self, daemon):
        self.daemon, self.faults, self.looks, self.told = daemon, [], {}, 0

    def want(self, holds, what):
        if not holds:
            self.faults.append(f"run {self.daemon.turn}: {what}")

    def lines(self, *arguments):
        status, out, err = self.daemon.ask(*arguments, "--json", "--config", self.daemon.config)
        self.want(status == 0, f"{' '.join(arguments)}: {err.strip()}")
        return [json.loads(line) for line in out.splitlines()]

    def check(self, kills):
        status, out, err = self.daemon.ask("log", "verify", "--store", self.daemon.where)
        self.want(status == 0, f"log verify: {out}{err}")
        events = self.lines("events")
        self.want([event["id"] for event in events] == list(range(1, len(events) + 1)), "the events' numbers have gaps")
        self.want(len(events) >= self.told, "events were taken back")
        self.told = len(events)
        for name in self.daemon.names:
            kinds = [event["kind"] for event in events if (event["contact"] or {}).get("name") == name and event["account"] == PAGE_ACCOUNT]
            turns = [kind for kind in kinds if kind in ("proof removed", "proof back")]
            self.want(turns == ["proof removed", "proof back"] * (len(turns) // 2) + ["proof removed"] * (len(turns) % 2),
                      f"{name}: an event is lost or doubled: {turns}")
        self.check_contacts()
        self.check_sink(events, kills)
        return events

    def check_contacts(self):
        """Looks are counted in the history, which is written with what the look saw; their number never goes down."""
        for name in self.daemon.names[:3]:
            for shown in self.lines("contact", "show", name):
                self.want(shown["looks"] >= self.looks.get(name, 0), f"{name}: looks were taken back")
                self.looks[name] = shown["looks"]

    def check_sink(self, events, kills):
        """All in order; after each kill the one that was under way may come again."""
        file = self.daemon.folder / "events.log"
        text = file.read_text() if file.exists() else ""
        whole = text[: text.rfind("\n") + 1].splitlines()
        ids = [json.loads(line)["id"] for line in whole]
        for before, after in zip(ids, ids[1:]):
            self.want(after in (before, before + 1), f"event {after} was told after {before}")
        self.want(len(ids) - len(set(ids)) <= kills, "events were told again without a kill")
        self.want(not ids or ids[0] == 1 and ids[-1] <= len(events), "what was told is not stored")
        self.delivered = ids


PAGE_ACCOUNT = "https://code.example/alice"


def live(program, kills, dice, kind, server, folder, town, page):
    file, proof = page
    whole = file.read_bytes()
    daemon = Daemon(program, folder, server.where, town)
    held = Held(daemon)
    slowest = 0.0
    try:
        for turn in range(kills):
            file.write_bytes(whole if turn % 2 == 0 else whole.replace(proof, b"nothing"))
            slowest = max(slowest, daemon.start())
            time.sleep(dice.uniform(0, LONGEST_LIFE_S) if turn else LONGEST_LIFE_S)
            daemon.end(signal.SIGKILL)
            held.check(turn + 1)
        file.write_bytes(whole)
        slowest = max(slowest, daemon.start())
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            lines = held.lines("contact", "list")
            if all(line["next_check"] > time.time() for line in lines):
                break
            time.sleep(0.2)
        time.sleep(1.2)  # the receiver of events looks once a second
        held.want(daemon.end(signal.SIGTERM) == 0, "the daemon does not end as it should")
        events = held.check(kills)
        held.want(sorted(set(held.delivered)) == list(range(1, len(events) + 1)), "events were not told")
        status, out, err = daemon.ask("log", "verify", "--store", server.where, "--checkpoint", str(folder / "log.note"),
                                      "--verifier", verifier_of(program, folder))
        held.want(status == 0, f"the daemon's own checkpoint: {out}{err}")
    finally:
        file.write_bytes(whole)
        daemon.close()
    held.want(slowest <= LONGEST_START_S, f"a start took {slowest:.1f} s")
    doubled = len(held.delivered) - len(set(held.delivered))
    print(f"{kind}: {kills} kills, {len(events)} events stored, each told, {doubled} of them twice; {out.strip()}; "
          f"slowest start {slowest * 1000:.0f} ms")
    for fault in held.faults:
        print("FAULT: " + fault)
    return not held.faults


def verifier_of(program, folder):
    """The line that `quorate log checkpoint` prints; made in a store of its own."""
    ran = subprocess.run([program, "log", "checkpoint", "--store", folder / "other.sqlite", "--key", folder / "log.key", "--origin",
                          "town.example/log"], capture_output=True, text=True, check=True)
    return next(line for line in ran.stderr.splitlines() if "verifier: " in line).partition("verifier: ")[2]


def main():
    program, kills = sys.argv[1], int(sys.argv[2])
    dice = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    root = pathlib.Path(tempfile.mkdtemp(prefix="quorate-kills-"))
    subprocess.run([TOWN, "start", "--quorate", program, "--dir", root / "town"], check=True, timeout=SECONDS)
    try:
        lines = (root / "town" / "town.env").read_text().splitlines()
        town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)
        page = root / "town" / "www" / "code.example" / "alice.html"
        proof = (root / "town" / "published" / "alice" / "code.example" / "alice.paste.txt").read_bytes().strip()
        right = True
        for kind, make in (("SQLite", Sqlite), ("PostgreSQL", Postgres)):
            folder = root / kind
            folder.mkdir()
            place = pathlib.Path(tempfile.mkdtemp(prefix="quorate-kills-"))  # PostgreSQL's user owns it
            server = make(str(place))
            try:
                right = live(program, kills, dice, kind, server, folder, town, (page, proof)) and right
            finally:
                server.close()
                shutil.rmtree(place, ignore_errors=True)
    finally:
        subprocess.run([TOWN, "stop", "--dir", root / "town"], check=True, timeout=SECONDS)
        shutil.rmtree(root, ignore_errors=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
