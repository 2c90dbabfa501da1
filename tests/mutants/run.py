#!/usr/bin/env python3
"""Breaks the scorer, the judge and the groups on purpose, one fault at a time, and sees whether a test notices.

    tests/mutants/run.py [--only WORD]... [--keep FOLDER]   build and test every mutant, in a copy of the tree
    tests/mutants/run.py --check                         only see that every mutant still fits the sources

Exits with 1 where a mutant survives, does not compile, or no longer fits.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from faults import FAULTS  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The quick tests first: most faults are caught by one of them.
STAGES = ["score:*,threshold*,exit*,judge*,gather*,divide*,registrable domain*,registered domain*", "*"]
# A fault may leave a name unused, which is no reason for the compiler to notice it.
PRAGMAS = "".join(f'#pragma GCC diagnostic ignored "-Wunused-{what}"\n'
                  for what in ("variable", "parameter", "function", "but-set-variable", "but-set-parameter"))
LONGEST_RUN = 600  # seconds; a fault that makes the tests hang is a fault that was noticed


def misfits():
    """Faults whose old text does not stand in its file exactly once, and names used twice."""
    wrong = []
    for fault in FAULTS:
        count = (ROOT / fault.file).read_text().count(fault.old)
        if count != 1:
            wrong.append(f"{fault.name}: its text stands {count} times in {fault.file}")
    names = [fault.name for fault in FAULTS]
    wrong += [f"{name}: twice in the table" for name in sorted(set(names)) if names.count(name) > 1]
    return wrong


def copy_tree(target):
    """Brings the copy up to date; files that did not change keep their times, so that little is rebuilt."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, check=True, capture_output=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        source, copy = ROOT / name, target / name
        if not source.is_file() or (copy.is_file() and copy.read_bytes() == source.read_bytes()):
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, copy)


def build(tree):
    return subprocess.run(["cmake", "--build", "--preset", "debug", "--target", "unit_tests"], cwd=tree,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def configure(tree):
    """With the preset that everybody builds with, so that ccache has what no fault touches."""
    subprocess.run(["cmake", "--preset", "debug", "-DQUORATE_BENCH=OFF"], cwd=tree, check=True,
                   stdout=subprocess.DEVNULL)


def first_failure(tree):
    """The name of the first test that fails; nothing where all pass."""
    for stage in STAGES:
        try:
            run = subprocess.run([tree / "build/debug/tests/unit_tests", stage, "--abort"], cwd=tree,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=LONGEST_RUN)
        except subprocess.TimeoutExpired:
            return "(the tests did not end)"
        if run.returncode != 0:
            named = re.search(r"^-{70,}\n(.*?)\n-{70,}$", run.stdout, re.MULTILINE | re.DOTALL)
            if not named:
                return "(the tests broke off)"
            # Sections stand below the name, two spaces in; the rest of a long name farther.
            lines = [line for line in named.group(1).split("\n") if not re.match(r"  \S", line)]
            return re.sub(r"\s+", " ", " ".join(lines)).strip()
    return None


def try_out(fault, tree):
    file = tree / fault.file
    original = file.read_text()
    file.write_text(PRAGMAS + original.replace(fault.old, fault.new))
    try:
        made = build(tree)
        if made.returncode != 0:
            return f"DOES NOT COMPILE: {made.stdout[-1500:]}"
        return first_failure(tree) or "SURVIVES"
    finally:
        file.write_text(original)


def run(faults, tree):
    copy_tree(tree)
    configure(tree)
    sound = build(tree)
    if sound.returncode != 0:
        sys.exit(f"the tree itself does not build:\n{sound.stdout[-3000:]}")
    if failed := first_failure(tree):
        sys.exit(f"a test fails without any fault: {failed}")
    bad = 0
    print(f"| {'fault':58} | seconds | caught by |\n|{'-' * 60}|{'-' * 9}|{'-' * 11}|")
    for fault in faults:
        start = time.monotonic()
        result = try_out(fault, tree)
        bad += result.startswith(("SURVIVES", "DOES NOT COMPILE"))
        print(f"| {fault.name:58} | {time.monotonic() - start:7.0f} | {result} |", flush=True)
    print(f"{len(faults)} faults, {len(faults) - bad} caught")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only see that every fault still fits")
    parser.add_argument("--only", action="append", metavar="WORD",
                        help="faults that have this word in their name or file; may stand more than once")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the copy, kept for the next run")
    options = parser.parse_args()
    if wrong := misfits():
        sys.exit("\n".join(wrong))
    if options.check:
        print(f"{len(FAULTS)} faults, each fits its source")
        return
    words = options.only or [""]
    faults = [fault for fault in FAULTS if any(word in fault.name or word in fault.file for word in words)]
    if not faults:
        sys.exit(f"no fault has {' or '.join(words)} in its name or file")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        sys.exit(1 if run(faults, options.keep.resolve()) else 0)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(1 if run(faults, pathlib.Path(folder)) else 0)


if __name__ == "__main__":
    main()
