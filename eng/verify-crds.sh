#!/usr/bin/env bash
# Fails when charts/firesteel/crds is not what the API's types say.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
./firesteel crds --directory "$fresh"
if ! diff -ru charts/firesteel/crds "$fresh"; then
  echo "charts/firesteel/crds is stale: run eng/update-crds.sh" >&2
  exit 1
fi
