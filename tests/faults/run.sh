#!/usr/bin/env bash
# Ends a writing program, or its database server, at 200 random points each, and counts what was lost or doubled.
# Usage: tests/faults/run.sh [KILLS [SEED]]; wants build/debug or build/release.
set -euo pipefail
cd "$(dirname "$0")/../.."
for build in release debug; do [[ -x build/$build/tests/store_life ]] && break; done
for kind in sqlite postgres; do
  python3 -B tests/faults/store_faults.py "build/$build/tests/store_life" "$kind" "${1:-200}" "${2:-1}"
done
