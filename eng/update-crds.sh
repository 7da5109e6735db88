#!/usr/bin/env bash
# Writes charts/firesteel/crds from the API's types.
set -euo pipefail
cd "$(dirname "$0")/.."
./firesteel crds --directory charts/firesteel/crds
