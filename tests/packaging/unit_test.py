#!/usr/bin/env python3
"""The systemd unit passes `systemd-analyze verify`, with the built program in place of the installed one; and a broken
one does not.

Usage: unit_test.py SYSTEMD-ANALYZE UNIT QUORATE
"""

import pathlib
import subprocess
import sys
import tempfile

analyze, unit, quorate = sys.argv[1:]
text = pathlib.Path(unit).read_text().replace("/usr/bin/quorate", quorate)
with tempfile.TemporaryDirectory(prefix="quorate-unit.") as folder:

    def verify(content):
        file = pathlib.Path(folder, "quorate-watch.service")
        file.write_text(content)
        ran = subprocess.run([analyze, "verify", "--man=no", file], capture_output=True, text=True, timeout=60)
        return ran.returncode, ran.stdout + ran.stderr

    status, said = verify(text)
    ours = [line for line in said.splitlines() if "quorate-watch.service" in line]
    if status != 0 or ours:
        sys.exit(f"status {status}: {said}")
    status, said = verify(text.replace("ProtectSystem=strict", "ProtectSystem=stricter"))
    if "ProtectSystem" not in said:
        sys.exit("a broken unit went through: " + said)
