#!/usr/bin/env bash
# The embedded store beside the real MinIO and `cp`, in turn and in the same run; writes bench/results/store.md.
# Usage: bench/store.sh [ROUNDS]
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-3}
minio=$("${FIRESTEEL_SHARED:-$top/../shared}/minio/install.sh")
work=$(mktemp -d)
server=""
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; server=""; }
trap 'stop; rm -rf "$work"' EXIT

dotnet publish "$top/src/Firesteel.Cli/Firesteel.Cli.csproj" -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$work/app" -v quiet -nologo
dotnet build "$top/bench/Firesteel.Bench/Firesteel.Bench.csproj" -c Release -v quiet -nologo
load=$(find "$top/artifacts/bin/Firesteel.Bench" -path '*release/Firesteel.Bench.dll' | head -1)
export FIRESTEEL_STORE_ROOT_USER=benchroot FIRESTEEL_STORE_ROOT_PASSWORD=benchroot-secret MINIO_ROOT_USER=benchroot MINIO_ROOT_PASSWORD=benchroot-secret MINIO_BROWSER=off

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
measure() { # name, health path, command…
  local name=$1 health=$2 port; shift 2
  port=$(free_port)
  rm -rf "$work/data"; mkdir "$work/data"
  "${@//PORT/$port}" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port$health" && break; sleep 0.1; done
  printf '%s\t%s\n' "$name" "$(dotnet "$load" store "http://127.0.0.1:$port" benchroot benchroot-secret "$server")" | tee -a "$work/figures"
  stop
}

for _ in $(seq "$rounds"); do
  measure "firesteel, fsync always" /firesteel/health/live dotnet "$work/app/firesteel.dll" store serve --data "$work/data" --port PORT
  measure "firesteel, fsync never" /firesteel/health/live dotnet "$work/app/firesteel.dll" store serve --data "$work/data" --port PORT --fsync Never
  measure "MinIO" /minio/health/live "$minio" server "$work/data" --address 127.0.0.1:PORT
  head -c 1G /dev/urandom >"$work/source"
  started=$(date +%s.%N); cp "$work/source" "$work/copied"; ended=$(date +%s.%N)
  awk -v a="$started" -v b="$ended" 'BEGIN { printf "cp\t%.0f\n", 1024 / (b - a) }' | tee -a "$work/figures"
  rm -f "$work/source" "$work/copied"
done

python3 - "$work/figures" "$rounds" "$(uptime | sed 's/.*load average: //')" <<'PY' >"$top/bench/results/store.md"
import statistics, sys
figures, rounds, load = sys.argv[1:]
rows = {}
for line in open(figures):
    name, *values = line.rstrip('\n').split('\t')
    rows.setdefault(name, []).append([float(value) for value in values])
print('# The embedded object store beside MinIO and cp\n')
print(f'Made by `bench/store.sh {rounds}`: servers in turn on the same directory, client on the same machine, median of {rounds} rounds')
print(f'(load average of the machine at the end: {load}). 16 × 64 MiB by 4 clients; 10,000 × 4 KiB by 32; pages of 1,000 keys.\n')
print('| | PUT 64 MiB, MiB/s | GET 64 MiB, MiB/s | PUT 4 KiB, 1/s | GET 4 KiB, 1/s | listing, keys/s | most resident, MiB |')
print('|---|---:|---:|---:|---:|---:|---:|')
for name, values in rows.items():
    medians = [statistics.median(column) for column in zip(*values)]
    cells = [f'{value:,.0f}' for value in medians] if name != 'cp' else [f'{medians[0]:,.0f} (1 GiB file)'] + [''] * 5
    print(f'| {name} | ' + ' | '.join(cells) + ' |')
PY
cat "$top/bench/results/store.md"
