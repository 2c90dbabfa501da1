#!/usr/bin/env python3
"""The real keybase.txt files, each served alone under its own name: what `quorate check` says of them, against the
reference answers beside them; then the same files where they must never prove anything.

Usage: realweb_test.py QUORATE    exit 0: all as expected; 1: not; 77: the files are not at hand
The files are third-party data and stand outside the repository: in the folder that QUORATE_SHARED names, else in
../shared beside the source folder."""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import NamedTuple

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "servers"))
from web import Page, Web  # noqa: E402

NOT_RUN = 77
FILES = 56
NOW = "2026-11-23T18:40:00Z"  # of the reference answers
WELL_KNOWN, AT_ROOT, FIRST_CUT = 0, 1, 2  # ports; a host may have a file at both locations, and each is to stand alone
PORTS = {".well-known/keybase.txt": WELL_KNOWN, "keybase.txt": AT_ROOT}
PROGRAMS_AT_ONCE = 4
SECONDS_FOR_ONE = 60
ACCOUNTS_AT_ONCE = 32  # as many as one contact may have
CUTS = 10
# Proven ones to be cut: sigver 1 and 2, with and without front matter and rules around the block.
CUT_HOSTS = ("4lan5.me", "aks.io", "daniel.heath.cc", "massadas.com", "www.patrickfasano.com")


class Real(NamedTuple):
    """One row of expected.tsv."""

    host: str
    path: str
    verdict: str
    reason: str
    file: pathlib.Path

    @property
    def claimed(self):
        return re.search(r"claimed=([^;]*)", self.reason)[1]


class Expected(NamedTuple):
    """What the account must be."""

    outcomes: tuple[str, ...]
    reason: str | None = None  # None: any
    detail: str = ""  # a part of the detail


PROVEN = Expected(("proven",), "")


class Check(NamedTuple):
    """One run of the program: hosts, and what it must say of the account of each."""

    group: str
    port: int
    expected: dict[str, Expected]


def real_files(folder):
    rows = [line.split("\t") for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines()]
    return [Real(host, path, verdict, reason, folder / "sites" / host / path)
            for host, path, kind, verdict, reason in rows if kind == "keybase"]


def expected_of(real):
    if real.verdict == "pgp-unverified" or (real.verdict == "verified" and "sigkind=pgp" in real.reason):
        return Expected(("unknown",), "OpenPGP key not at hand")
    if real.verdict in ("verified-www-variant", "pgp-unverified-www-variant"):
        return Expected(("refuted",), "www twin", real.claimed)
    return {
        "verified": PROVEN,
        "domain-mismatch": Expected(("refuted",), "other service", real.claimed),
        "malformed": Expected(("refuted",), "signed text not shown"),
        "payload-mismatch": Expected(("refuted",), "signed text not shown"),
        "bad-signature": Expected(("refuted",), "bad signature"),
        "not-a-proof": Expected(("absent",)),
    }[real.verdict]


def www_twin(host):
    return host.removeprefix("www.") if host.startswith("www.") else "www." + host


def elsewhere(host):
    return host + ".elsewhere.example"  # begins as the claimed host does


def cut(text, number):
    """The text up to a place before the end of its signature; the last one is a single byte before that."""
    end = re.search(rb"(?s).*\n[A-Za-z0-9+/]{60,}={0,2}(?=\s)", text).end()
    return text[: end * (number + 1) // CUTS - 1]


def bundled(group, port, expected):
    hosts = list(expected)
    for first in range(0, len(hosts), ACCOUNTS_AT_ONCE):
        yield Check(group, port, {host: expected[host] for host in hosts[first:first + ACCOUNTS_AT_ONCE]})


def plan_whole(reals, pages, checks):
    for real in reals:
        pages.append(Page(PORTS[real.path], real.host, real.path, real.file))
        checks.append(Check("alone", PORTS[real.path], {real.host: expected_of(real)}))
    for path, port in PORTS.items():
        here = [real for real in reals if real.path == path]
        proven = [real for real in here if expected_of(real) == PROVEN]
        several = proven[:3] + [real for real in here if real.verdict == "domain-mismatch"][:2]
        checks += bundled("several in one call", port, {real.host: expected_of(real) for real in several})
        pages += [Page(port, elsewhere(real.host), path, real.file) for real in here]
        checks += bundled("under another host", port, {
            elsewhere(real.host): Expected(("refuted",), None if real.verdict == "malformed" else "other service")
            for real in here})
        pages += [Page(port, www_twin(real.host), path, real.file) for real in proven]
        checks += bundled("under its www twin", port, {
            www_twin(real.host): Expected(("refuted",), "www twin", real.claimed) for real in proven})


def plan_cut(reals, pages, checks, folder):
    """Where only the last byte of the signature is missing, the file must still be seen as a proof, and a bad one."""
    whole = [real for real in reals if real.host in CUT_HOSTS and expected_of(real) == PROVEN]
    assert len(whole) == len(CUT_HOSTS)
    for number in range(CUTS):
        for real in whole:
            file = folder / f"{real.host}.{number}"
            file.write_bytes(cut(real.file.read_bytes(), number))
            pages.append(Page(FIRST_CUT + number, real.host, real.path, file))
        expected = Expected(("refuted",)) if number == CUTS - 1 else Expected(("absent", "refuted"))
        checks.append(Check("cut short", FIRST_CUT + number, {real.host: expected for real in whole}))


def difference(account, host, expected):
    """Why the account is not as expected; nothing when it is."""
    if account["account"] != f"https://{host}/":
        return f'the account is {account["account"]}'
    native, keybase = account["by_kind"]["native"], account["by_kind"]["keybase"]
    if (native["outcome"], native["reason"]) != ("absent", "not found"):
        return f"the place of statements, where nothing is: {native}"
    for name, said in (("the account", account), ("by_kind.keybase", keybase)):
        if said["outcome"] not in expected.outcomes or expected.detail not in said["detail"] or \
                expected.reason not in (None, said["reason"]):
            return f'{name} is {said["outcome"]}: {said["reason"]}: {said["detail"]}, expected {expected}'
    return None


def run(check, quorate, web):
    """What differs in one check: host and why."""
    hosts = list(check.expected)
    command = [quorate, "--config", str(web.folder / "settings.yaml"), "check", *(f"https://{host}/" for host in hosts), "--now", NOW, "--json",
               "--ca-file", str(web.ca_file), "--connect-to", web.address(check.port)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_FOR_ONE, check=False)
        report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as fault:
        return [(host, f"no report: {fault}") for host in hosts]
    # Nobody's sites: each has another owner, and one alone confirms nothing.
    if report["verdict"] == "confirmed" or done.returncode not in (1, 3) or len(report["accounts"]) != len(hosts):
        return [(host, f'exit {done.returncode}: {report["sentence"]}') for host in hosts]
    compared = [(host, difference(account, host, check.expected[host]))
                for account, host in zip(report["accounts"], hosts)]
    return [(host, why) for host, why in compared if why]


def main(quorate):
    shared = pathlib.Path(os.environ.get("QUORATE_SHARED", SOURCE.parent / "shared"))
    if not (shared / "realweb" / "expected.tsv").is_file():
        print(f"realweb: not run, because {shared}/realweb does not exist (QUORATE_SHARED may name another folder)")
        return NOT_RUN
    reals = real_files(shared / "realweb")
    pages, checks = [], []
    total, wrong = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory(prefix="quorate-realweb.") as folder:
        # The hosts of "under another host" are all of one domain, which must not be asked slowly here.
        (pathlib.Path(folder) / "limits.yaml").write_text("domain_interval_ms: 0\n")
        (pathlib.Path(folder) / "settings.yaml").write_text("limits: limits.yaml\n")
        plan_whole(reals, pages, checks)
        plan_cut(reals, pages, checks, pathlib.Path(folder))
        with Web(folder, pages) as web, concurrent.futures.ThreadPoolExecutor(PROGRAMS_AT_ONCE) as pool:
            for check, differences in zip(checks, pool.map(lambda check: run(check, quorate, web), checks)):
                total[check.group] += len(check.expected)
                wrong[check.group] += len(differences)
                for host, why in differences:
                    print(f"{check.group:20} {host:45} {why}")
    for group in list(total)[1:]:
        print(f"realweb, {group}: {total[group] - wrong[group]} of {total[group]} as expected")
    print(f"realweb: {total['alone'] - wrong['alone']} of {total['alone']} as expected")
    return 1 if wrong.total() or total["alone"] != FILES else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
