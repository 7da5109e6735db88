#!/usr/bin/env bash
# Writes the generated pages of docs/reference. A unit test fails when one is stale.
set -euo pipefail
cd "$(dirname "$0")/.."
./firesteel reference --directory docs/reference
