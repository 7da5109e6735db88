#!/usr/bin/env bash
# Very many keys in the embedded store: written, listed page by page, and the store started again; writes bench/results/store-keys.md.
# Usage: bench/store-keys.sh [KEYS]
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
keys=${1:-1000000}
work=$(mktemp -d)
server=""
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; server=""; }
trap 'stop; rm -rf "$work"' EXIT

dotnet publish "$top/src/Firesteel.Cli/Firesteel.Cli.csproj" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$work/app" -v quiet -nologo
dotnet build "$top/bench/Firesteel.Bench/Firesteel.Bench.csproj" -c Release -v quiet -nologo
load=$(find "$top/artifacts/bin/Firesteel.Bench" -path '*release/Firesteel.Bench.dll' | head -1)
export FIRESTEEL_STORE_ROOT_USER=benchroot FIRESTEEL_STORE_ROOT_PASSWORD=benchroot-secret
port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])')
start() {
  dotnet "$work/app/firesteel.dll" store serve --data "$work/data" --port "$port" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 600); do curl -sf "http://127.0.0.1:$port/firesteel/health/live" && return; sleep 0.02; done
}
start
figures=$(dotnet "$load" store-keys "http://127.0.0.1:$port" benchroot benchroot-secret "$server" "$keys")
kill -9 "$server"; wait "$server" 2>/dev/null || true # also with a log to replay
began=$(date +%s%N); start; again=$(( ($(date +%s%N) - began) / 1000000 ))
IFS=$'\t' read -r count put list first last prefixes resident most <<<"$figures"
cat >"$top/bench/results/store-keys.md" <<MD
# Very many keys in the embedded store

Made by \`bench/store-keys.sh $keys\` (load average of the machine at the end:$(uptime | sed 's/.*load average://')). Empty objects under 365 prefixes, 32 clients
on the same machine, fsync always; pages of 1,000 keys one after the other.

| keys | PUT, 1/s | listed, keys/s | slowest page of the first tenth, ms | of the last tenth, ms | page of 365 common prefixes, ms | resident after writing, MiB | most resident while listing, MiB | start after kill -9, ms |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
| $count | $put | $list | $first | $last | $prefixes | $resident | $most | $again |
MD
cat "$top/bench/results/store-keys.md"
