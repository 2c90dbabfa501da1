#!/usr/bin/env python3
"""A scan of the real sites' files, all served locally under their own names: its summary, and each account against the
reference answers of the Keybase files among them.

Usage: realweb_scan.py QUORATE    exit 0: all as expected; 1: not; 77: the files are not at hand
The files are third-party data and stand outside the repository: in the folder that QUORATE_SHARED names, else in
../shared beside the source folder."""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "servers"))
sys.path.insert(0, str(SOURCE / "tests" / "realweb"))
from realweb_test import NOW, PROVEN, expected_of, real_files  # noqa: E402
from web import Page, Web  # noqa: E402

NOT_RUN = 77
SECONDS = 300
LIMITS = "domain_interval_ms: 0\nrequests_per_second: 1000000\nretries: 0\n"




def main():
    quorate = str(pathlib.Path(sys.argv[1]).resolve())
    shared = pathlib.Path(os.environ.get("QUORATE_SHARED", SOURCE.parent / "shared")) / "realweb"
    if not shared.is_dir():
        print(f"not run: {shared} is not there")
        return NOT_RUN
    sites = sorted(path.name for path in (shared / "sites").iterdir())
    pages = [Page(0, site, str(file.relative_to(shared / "sites" / site)), file)
             for site in sites for file in sorted((shared / "sites" / site).rglob("*")) if file.is_file()]
    expected = collections.defaultdict(list)
    for real in real_files(shared):
        expected[real.host].append(expected_of(real))

    with tempfile.TemporaryDirectory(prefix="quorate-realweb-scan.") as name:
        folder = pathlib.Path(name)
        (folder / "sites.txt").write_text("".join(f"https://{site}/\n" for site in sites))
        (folder / "limits.yaml").write_text(LIMITS)
        (folder / "settings.yaml").write_text("limits: limits.yaml\n")
        out = folder / "out"
        with Web(folder, pages) as web:
            ran = subprocess.run(
                [quorate, "--quiet", "--config", folder / "settings.yaml", "scan", folder / "sites.txt", "--out", out,
                 "--now", NOW, "--ca-file", web.ca_file, "--connect-to", web.address(0)],
                capture_output=True, text=True, timeout=SECONDS)
        if ran.returncode != 0:
            print(ran.stderr)
            return 1
        summary = json.loads((out / "summary.json").read_text())
        packed = subprocess.run(["zstd", "-dc", out / "accounts.ndjson.zst"], check=True, capture_output=True).stdout
        accounts = [json.loads(line) for line in packed.decode().splitlines()]

    anchored = {line["host"]: line for line in accounts if line["standing"] == "anchored"}
    faults = []
    for site in sites:
        if "_" in site:  # no host name (RFC 952): its line is invalid
            if site in anchored:
                faults.append(f"{site}: looked at")
        elif site not in anchored:
            faults.append(f"{site}: no line")
        elif site in expected:
            kind = anchored[site]["by_kind"]["keybase"]
            # Of several files the best decides: proven, else unknown, else refuted, else absent.
            if PROVEN in expected[site]:
                if kind["outcome"] != "proven":
                    faults.append(f"{site}: {kind}, and a file proves it")
            elif kind["outcome"] not in {outcome for each in expected[site] for outcome in each.outcomes}:
                faults.append(f"{site}: {kind}, and its files say {expected[site]}")
        elif anchored[site]["outcome"] == "proven":
            faults.append(f"{site}: proven, without a file that proves it")
    invalid = sum("_" in site for site in sites)
    if summary["targets"] != {"total": len(sites), "verdict": len(sites) - invalid, "invalid": invalid, "excluded": 0}:
        faults.append(f"the states do not add up: {summary['targets']}")
    del summary["active_ms"]
    print(json.dumps(summary, indent=2))
    reasons = collections.Counter((line["by_kind"]["keybase"]["outcome"], line["by_kind"]["keybase"]["reason"])
                                  for line in anchored.values())
    for (outcome, reason), count in sorted(reasons.items()):
        print(f"{count:4} sites  Keybase file: {outcome}{': ' if reason else ''}{reason}")
    print(f"{len(sites)} sites scanned, {len(expected)} with a reference answer, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
