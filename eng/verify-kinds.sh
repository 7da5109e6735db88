#!/usr/bin/env bash
# Fails when the table of built-in types is not what eng/update-kinds.sh makes of its sources.
set -euo pipefail
cd "$(dirname "$0")/.."
made="$(mktemp)"
trap 'rm -f "$made"' EXIT
eng/update-kinds.sh "${1:-../shared/reference/k8s-types.json}" "$made"
diff -u src/Firesteel.Embedded/ApiServer/Schemas/BuiltInTypes.txt "$made" || {
    echo "BuiltInTypes.txt is out of date: run eng/update-kinds.sh" >&2
    exit 1
}
