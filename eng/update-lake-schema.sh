#!/usr/bin/env bash
# Writes docs/reference/lake.schema.json from what the reader of lake.yaml reads. A unit test fails when it is stale.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/reference
./firesteel lake schema > docs/reference/lake.schema.json
