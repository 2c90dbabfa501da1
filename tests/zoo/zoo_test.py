#!/usr/bin/env python3
"""Lets all animals of the zoo loose at once on one fetcher, and holds what became of each visit against animals.txt.

Usage: zoo_test.py QUORATE ZOO_VISIT [NAME ...]    exit 0: all as expected; 1: not"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import h2  # noqa: E402,F401
import tricks  # noqa: E402,F401
from animals import ANIMALS  # noqa: E402
from authority import Authority  # noqa: E402
from certificates import Certificates  # noqa: E402

STATEMENT_ACCOUNTS = 32  # as many as one statement lists
FEWEST = 60
SECONDS = 60  # for all together
LONGEST_SECONDS = 25  # that any animal may take
GROWTH_KB = 32 * 1024  # by which the memory may grow while all are visited at once, with their TLS connections
SANITIZED = "QUORATE_SANITIZED" in os.environ  # a sanitizer keeps what was freed


class Row(NamedTuple):
    name: str
    visits: int
    code: str
    outcome: str
    seconds: int
    what: str


def read_table():
    """NAME | VISITS | error code or - | outcome | seconds it may take | what it does"""
    rows = []
    for line in (HERE / "animals.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, visits, code, outcome, seconds, what = (cell.strip() for cell in line.split("|"))
            rows.append(Row(name, int(visits), code, outcome, int(seconds), what))
    return rows


def check_table(rows):
    """Every animal has its row and every row its animal; twins of a host have none of their own."""
    names = {row.name for row in rows if not row.name.endswith(".dns") or row.name in ANIMALS}
    for name in names ^ {name for name in ANIMALS if not name.startswith("www.")}:
        yield f"{name}: either no row or no animal"
    for row in rows:
        if row.seconds > LONGEST_SECONDS:
            yield f"{row.name}: may take {row.seconds} s"


def make_statements(quorate, folder, names):
    """The name of each animal -> a valid statement that names its account: an answer that is wrongly used shows itself
    as proven."""
    statements = {}
    for at in range(0, len(names), STATEMENT_ACCOUNTS):
        some, key = names[at:at + STATEMENT_ACCOUNTS], str(folder / f"{at}.key")
        subprocess.run([quorate, "key", "new", "--out", key], check=True, capture_output=True)
        accounts = [word for name in some for word in ("--account", f"https://{name}.zoo.test/")]
        sign = [quorate, "sign", "--key", key, "--subject", "mimi://im.example/u/eve", *accounts]
        statement = subprocess.run(sign, check=True, capture_output=True, text=True).stdout.strip()
        statements |= dict.fromkeys(some, statement)
    (folder / "statements.json").write_text(json.dumps(statements))


def visit_all(zoo_visit, folder, rows, trap):
    authority = Authority()
    keeper = subprocess.Popen([sys.executable, "-B", str(HERE / "keeper.py"), str(folder), str(trap)],
                              stdout=subprocess.PIPE, text=True)
    try:
        port = keeper.stdout.readline().strip()
        names = "".join(f"{row.name} {row.visits}\n" for row in rows)
        done = subprocess.run([zoo_visit, port, str(authority.port), str(folder / "ca.pem")], input=names, text=True,
                              stdout=subprocess.PIPE, timeout=SECONDS, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]
    finally:
        keeper.kill()
        keeper.wait()


def differences(rows, seen):
    for row in rows:
        if row.name not in seen:
            yield f"{row.name}: no result"
            continue
        code, outcome, milliseconds, detail = seen[row.name]
        if (code, outcome) != (row.code, row.outcome):
            yield f"{row.name}: {code}, {outcome} ({detail}); expected {row.code}, {row.outcome}"
        elif int(milliseconds) > row.seconds * 1000:
            yield f"{row.name}: took {milliseconds} ms, allowed are {row.seconds} s"


def say_neighbours(lines):
    """Healthy hosts, fetched alone and while all animals were at it."""
    figures = {phase: [int(number) for number in rest] for phase, *rest in lines}
    for phase, (unserved, median, slowest) in figures.items():
        print(f"zoo: neighbours {phase}: median {median} ms, p99 {slowest} ms")
        if unserved:
            yield f"{unserved} healthy neighbours were not served ({phase})"


def say_memory(before, peak, after):
    print(f"zoo: peak RSS {peak / 1024:.1f} MiB; growth {(peak - before) / 1024:.1f} MiB with all at once, "
          f"{(after - before) / 1024:.1f} MiB when all had gone")
    if peak - before > GROWTH_KB and not SANITIZED:
        yield f"memory grew by {peak - before} kB"


def main(quorate, zoo_visit, *only):
    rows = read_table()
    wrong = list(check_table(rows)) if not only else []
    rows = [row for row in rows if not only or row.name in only]
    with tempfile.TemporaryDirectory(prefix="quorate-zoo.") as name, socket.create_server(("127.0.0.1", 0)) as trap:
        folder = pathlib.Path(name)
        twins = [f"{name}.zoo.test" for name in ANIMALS if name.startswith("www.")]
        Certificates(folder, ["*.zoo.test", "*.dns.zoo.test", *twins])
        make_statements(quorate, folder, [row.name for row in rows])
        lines = visit_all(zoo_visit, folder, rows, trap.getsockname()[1])
        trap.setblocking(False)
        try:
            trap.accept()
            wrong.append("somebody went where an answer sent it: to a port of this machine")
        except BlockingIOError:
            pass
    not_as_expected = list(differences(rows, {name: rest for name, *rest in lines}))
    wrong += not_as_expected + list(say_neighbours([line[1:] for line in lines if line[0] == "neighbours"]))
    wrong += say_memory(*[int(number) for line in lines if line[0] == "memory" for number in line[1:]])
    if not only and len(rows) < FEWEST:
        wrong.append(f"only {len(rows)} animals")
    for line in wrong:
        print(line)
    print(f"zoo: {len(rows) - len(not_as_expected)} of {len(rows)} as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
