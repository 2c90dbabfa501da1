"""Checks real reports against the JSON Schemas in docs/, and the schemas against broken reports.

usage: validate_schema.py PROGRAM SCHEMA...

PROGRAM writes one JSON report a line. Each is validated against the schema whose title is its member "schema". A schema
that accepts everything is worth nothing, so each report is then broken in every object that it holds - one member more,
one member less - and the schema must refuse each of these.
"""

import copy
import json
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit("python3-jsonschema is missing (scripts/install-packages installs it)")


def objects(value, path=()):
    """The path of every object inside value, value itself first."""
    if isinstance(value, dict):
        yield path
        for name, member in value.items():
            yield from objects(member, path + (name,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def broken(report):
    """Every report with one member more, less or of another type somewhere, and what was done to it."""
    for path in objects(report):
        more = copy.deepcopy(report)
        at(more, path)["unexpected"] = 1
        yield more, path, "a member too much"
        for name in at(report, path):
            less = copy.deepcopy(report)
            del at(less, path)[name]
            yield less, path, f"no {name!r}"
            other = copy.deepcopy(report)
            at(other, path)[name] = {"neither": "here nor there"}
            yield other, path, f"{name!r} of another type"


def shape(path):
    """The path without the places in lists: one broken item of each list is enough."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def main():
    program, *schema_files = sys.argv[1:]
    validators = {}
    for name in schema_files:
        with open(name, encoding="utf-8") as file:
            schema = json.load(file)
        Draft202012Validator.check_schema(schema)
        validators[schema["title"]] = Draft202012Validator(schema)

    output = subprocess.run([program], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8", "strict")
    faults = []
    seen = set()
    tried = set()
    for number, line in enumerate(output.splitlines(), 1):
        report = json.loads(line)
        validator = validators[report["schema"]]
        seen.add(report["schema"])
        for error in validator.iter_errors(report):
            faults.append(f"sample {number}: {list(error.path)}: {error.message[:200]}")
        for wrong, path, what in broken(report):
            if (report["schema"], shape(path), what) in tried:
                continue
            tried.add((report["schema"], shape(path), what))
            if validator.is_valid(wrong):
                faults.append(f"sample {number}: the schema accepts {what} at {list(path)}")
    for title in validators.keys() - seen:
        faults.append(f"no sample of {title}")
    print(f"{output.count(chr(10))} reports valid, {len(tried)} broken ones tried, {len(faults)} faults")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
