"""Kills a program that writes into a store, and its database server, at random points; counts what was lost or doubled.

Usage: store_faults.py STORE_LIFE (sqlite|postgres) KILLS [SEED]
Prints the counts; exit status 0 where nothing that was acknowledged is lost, nothing is there twice, and every start
was ready within 5 s.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

LONGEST_START_MS = 5000
LONGEST_LIFE_S = 0.25  # from ready to the kill
CHECK_EVERY = 10  # kills


class Sqlite:
    def __init__(self, folder):
        self.where = os.path.join(folder, "store.sqlite")

    def hurt(self, chance):
        return None  # there is no server

    def close(self):
        pass


class Postgres:
    """A server of its own on a Unix socket. It refuses to run as root: then it is Debian's user for it."""

    def __init__(self, folder):
        self.folder = folder
        self.programs = subprocess.check_output(["pg_config", "--bindir"], text=True).strip()
        self.become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        if self.become:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        self.where = f"postgresql:///postgres?host={folder}&user=postgres"

    def run(self, program, *arguments):
        subprocess.run(self.become + [f"{self.programs}/{program}", *arguments], check=True, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o",
                 f"-k {self.folder} -c listen_addresses= -c shared_buffers=16MB", "start")

    def hurt(self, chance):
        """Ends the server's process of a connection with kill -9, or the whole server at once; sometimes."""
        if chance < 0.15:
            query = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            shown = subprocess.run([f"{self.programs}/psql", "-Atq", "-h", self.folder, "-U", "postgres", "-c", query],
                                   capture_output=True, text=True)
            for pid in shown.stdout.split():
                os.kill(int(pid), signal.SIGKILL)
            return "kill -9 of a server process"
        if chance < 0.3:
            self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
            self.start()
            return "immediate stop of the server"
        return None

    def close(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")


class Ledger:
    """What was acknowledged, and whether the store still holds it."""

    def __init__(self):
        self.looks, self.words, self.delivered = set(), set(), 0
        self.faults = []

    def note(self, line):
        kind, _, rest = line.partition(" ")
        if kind == "look":
            self.looks.add(rest)
        elif kind == "word":
            self.words.add(rest)
        elif kind == "delivered":
            self.delivered = max(self.delivered, int(rest))

    def check(self, told):
        rows = [line.split(" ") for line in told]
        looks = [row[3] for row in rows if row[0] == "event" and row[2] == "look"]
        words = [row[3] for row in rows if row[0] == "event" and row[2] == "word"]
        bodies = [row[2] for row in rows if row[0] == "observation"]
        expected = set()
        for row in rows:
            if row[0] == "contact":
                contact, revision, counted, pinned = map(int, row[1:])
                expected |= {f"{contact}-{r}" for r in range(1, revision)}
                self.want(counted == revision - 1 == pinned, f"contact {contact}: history or pin is not of its look")
        self.want(self.looks <= set(looks), "an acknowledged look is lost")
        self.want(sorted(looks) == sorted(bodies), "events and observations are not those of the same looks")
        # Whatever run made it, each revision was made by one look.
        made = [token.rpartition("-")[0] for token in looks]
        self.want(len(made) == len(set(made)), "a look is there twice")
        self.want(set(made) == expected, "looks are missing")
        self.want(len(words) == len(set(words)) and self.words <= set(words), "a word is lost or there twice")
        ids = [int(row[1]) for row in rows if row[0] == "event"]
        self.want(ids == list(range(1, len(ids) + 1)), "the events' numbers have gaps")
        sink = [int(row[1]) for row in rows if row[0] == "sink"]
        self.want(sink and self.delivered <= sink[0] <= len(ids), "an acknowledged delivery is lost")
        self.want(rows and rows[-1][0] == "sound" and int(rows[-1][1]) == len(bodies), "the log is damaged")
        return len(looks), len(words), len(bodies)

    def want(self, holds, what):
        if not holds:
            self.faults.append(what)


def main():
    program, kind, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
    dice = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    folder = tempfile.mkdtemp(prefix="quorate-faults-")
    server = {"sqlite": Sqlite, "postgres": Postgres}[kind](folder)
    ledger, slowest, hurts, totals = Ledger(), 0, {}, (0, 0, 0)

    def tell():
        shown = subprocess.run([program, "tell", server.where], capture_output=True, text=True)
        ledger.want(shown.returncode == 0, f"the store cannot be read: {shown.stderr.strip()}")
        return ledger.check(shown.stdout.splitlines()) if shown.returncode == 0 else (0, 0, 0)

    try:
        for turn in range(kills):
            for _ in range(50):  # a server that recovers from the last kill refuses connections for a moment
                writer = subprocess.Popen([program, "write", server.where, str(turn)], stdout=subprocess.PIPE,
                                          stderr=subprocess.PIPE, text=True)
                ready = writer.stdout.readline()
                if ready:
                    break
                writer.communicate()
                time.sleep(0.1)
            ledger.want(ready.startswith("ready "), "the store cannot be opened again")
            if not ready.startswith("ready "):
                break
            slowest = max(slowest, int(ready.split()[1]))
            time.sleep(dice.uniform(0, LONGEST_LIFE_S))
            hurt = server.hurt(dice.random())
            hurts[hurt or "kill -9 of the program"] = hurts.get(hurt or "kill -9 of the program", 0) + 1
            writer.kill()
            for line in writer.communicate()[0].splitlines(keepends=True):
                if line.endswith("\n"):
                    ledger.note(line.rstrip("\n"))
            if (turn + 1) % CHECK_EVERY == 0 or turn + 1 == kills:
                for _ in range(50):
                    if kind == "sqlite" or subprocess.run([program, "tell", server.where], capture_output=True).returncode == 0:
                        break
                    time.sleep(0.1)
                totals = tell()
            if ledger.faults:
                break
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)
    ledger.want(slowest <= LONGEST_START_MS, f"a start took {slowest} ms")
    print(f"{kind}: {sum(hurts.values())} ends ({', '.join(f'{n} x {what}' for what, n in sorted(hurts.items()))})")
    print(f"acknowledged: {len(ledger.looks)} looks (each an observation, a pin, an event), {len(ledger.words)} events "
          f"of their own, deliveries up to event {ledger.delivered}")
    print(f"stored: {totals[0]} looks, {totals[1]} events of their own, {totals[2]} observations; "
          f"slowest start {slowest} ms")
    for fault in ledger.faults:
        print("FAULT: " + fault)
    print("nothing lost, nothing doubled" if not ledger.faults else "FAILED")
    return 1 if ledger.faults else 0


if __name__ == "__main__":
    sys.exit(main())
