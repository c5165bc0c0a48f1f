"""The JSON Schema of the profile document fits the table of kinds and what Atrium writes."""

import copy
import json
import os
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not there")
    sys.exit(0)

ROOT = pathlib.Path(os.environ["ATRIUM_SOURCE_ROOT"])
SCHEMA = json.loads((ROOT / "data/profile.schema.json").read_text(encoding="utf-8"))
OUTPUT = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True).stdout)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
# what no field of the type can be
WRONG = {"number": "x", "boolean": "x", "people": [{"self": 1}], "links": [{"url": []}], "strings": [1],
         "inlines": [{}], "citations": {"count": "x"}, "date": "May 2024"}
count = 0
failed = 0


def check(condition, what):
    global count, failed
    count += 1
    failed += not condition
    print(f"{'ok' if condition else 'not ok'} {count} - {what}")


def definition(kind):
    return SCHEMA["$defs"]["textEntry" if kind == "text" else kind]


def check_table(kind, fields):
    properties = definition(kind)["properties"]
    expected = set(fields) | {name + "Text" for name, type in fields.items() if type == "date"}
    expected |= set() if kind == "person" else {"id", "hidden"}
    check(set(properties) == expected, f"{kind}: the schema has the fields of the table")
    wrong = [name for name, type in fields.items() if properties.get(name, {}).get("$ref") != f"#/$defs/{type}"]
    check(not wrong, f"{kind}: the fields have their types {wrong}")


def refuses(kind, name, value):
    profile = copy.deepcopy(OUTPUT["profiles"][1])
    if kind == "person":
        profile["person"][name] = value
    else:
        section = next(section for section in profile["sections"] if section["kind"] == kind)
        section["entries"][0][name] = value
    return not VALIDATOR.is_valid(profile)


jsonschema.Draft202012Validator.check_schema(SCHEMA)
for kind, fields in OUTPUT["kinds"].items():
    check_table(kind, fields)
    accepted = [name for name, type in fields.items() if not refuses(kind, name, WRONG.get(type, 5))]
    check(not accepted, f"{kind}: values of another type are refused {accepted}")
for index, profile in enumerate(OUTPUT["profiles"]):
    problems = [error.message for error in VALIDATOR.iter_errors(profile)]
    check(not problems, f"profile {index} is valid {problems[:3]}")
for profile in sorted((ROOT / "data").rglob("*.json")):
    if "sections" in (document := json.loads(profile.read_text(encoding="utf-8"))):
        problems = [error.message for error in VALIDATOR.iter_errors(document)]
        check(not problems, f"{profile.relative_to(ROOT)} is valid {problems[:3]}")
print(f"1..{count}")
sys.exit(failed > 0)
