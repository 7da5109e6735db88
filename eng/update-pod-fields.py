#!/usr/bin/env python3
"""Writes src/Firesteel.Spark/Submission/Templates/pod-fields.txt: the JSON type of every field reachable from a Pod's metadata and spec.

Input: a k8s-types.json as described in the platform's reference (generated from Kubernetes' released Go types).
Usage: eng/update-pod-fields.py ../shared/reference/k8s-types.json
"""
import json
import pathlib
import sys

types = json.load(open(sys.argv[1]))["types"]
SCALARS = {"string": "s", "bool": "b", "int32": "i", "int64": "i", "int": "i", "float64": "f", "bytes": "s"}
SPECIAL = {"Quantity": "q", "IntOrString": "x", "Time": "s", "MicroTime": "s", "Duration": "s"}


def code(name):
    if name.startswith("[]"):
        return "[" + code(name[2:])
    if name.startswith("map[string]"):
        return "{" + code(name[len("map[string]"):])
    if name in SCALARS:
        return SCALARS[name]
    short = name.split(".")[-1]
    if short in SPECIAL:
        return SPECIAL[short]
    return short if name in types else "*"


def fields(name):
    found = {}
    for field in types[name]:
        if field["n"] == "":
            if field["t"] in types:
                found.update(fields(field["t"]))
        else:
            found[field["n"]] = field["t"]
    return found


lines, todo, seen = [], ["core/v1.Pod", "core/v1.PodTemplateSpec", "networking/v1.IngressTLS"], set()
while todo:
    name = todo.pop(0)
    if name in seen or name not in types or name.split(".")[-1] in SPECIAL:
        continue
    seen.add(name)
    own = {key: value for key, value in fields(name).items() if not (name == "core/v1.Pod" and key == "status") and key != "managedFields"}
    lines.append(name.split(".")[-1] + " " + " ".join(f"{key}:{code(value)}" for key, value in own.items()))
    for value in own.values():
        todo.append(value.replace("[]", "").replace("map[string]", ""))

root = pathlib.Path(__file__).resolve().parent.parent
(root / "src/Firesteel.Spark/Submission/Templates/pod-fields.txt").write_text("\n".join(lines) + "\n")
