#!/usr/bin/env bash
# How long `firesteel version` takes, and `firesteel up` until it is ready. Medians of ROUNDS (default 5) after one warm-up; a table on standard output.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-5}
"$top/firesteel" version >/dev/null

now() { date +%s%N; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

version() { local start; start=$(now); "$top/firesteel" version >/dev/null; echo $((($(now) - start) / 1000000)); }

up() {
  local state start took
  state=$(mktemp -d)
  start=$(now)
  coproc platform { exec "$top/firesteel" up --state "$state" --port 0 --no-download 2>"$state/err"; }
  read -r _ <&"${platform[0]}"
  took=$((($(now) - start) / 1000000))
  kill -INT "$platform_PID"
  wait "$platform_PID" 2>/dev/null || true
  rm -rf "$state"
  echo "$took"
}

up >/dev/null
echo "| command | median of $rounds, ms | goal, ms |"
echo "|---|---:|---:|"
echo "| firesteel version | $(for _ in $(seq "$rounds"); do version; done | median) | 150 |"
echo "| firesteel up, until ready | $(for _ in $(seq "$rounds"); do up; done | median) | 3000 |"
