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
  sync # what the one before left to write is not charged to this one
  "${@//PORT/$port}" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port$health" && break; sleep 0.1; done
  printf '%s\t%s\n' "$name" "$(dotnet "$load" store "http://127.0.0.1:$port" benchroot benchroot-secret "$server")" | tee -a "$work/figures"
  stop
}

serve() { # name
  case $1 in
    "firesteel, fsync always") measure "$1" /firesteel/health/live dotnet "$work/app/firesteel.dll" store serve --data "$work/data" --port PORT ;;
    "firesteel, fsync never") measure "$1" /firesteel/health/live dotnet "$work/app/firesteel.dll" store serve --data "$work/data" --port PORT --fsync Never ;;
    "MinIO") measure "$1" /minio/health/live "$minio" server "$work/data" --address 127.0.0.1:PORT ;;
  esac
}

# Who comes first finds the disk and the page cache otherwise than who comes last: the order moves on by one each round.
order=("firesteel, fsync always" "MinIO" "firesteel, fsync never")
for _ in $(seq "$rounds"); do
  for name in "${order[@]}"; do serve "$name"; done
  order=("${order[@]:1}" "${order[0]}")
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
print(f'Made by `bench/store.sh {rounds}`: servers in turn on the same directory, each round in another order, client on the same machine, median of {rounds} rounds')
print(f'(load average of the machine at the end: {load}). 16 × 64 MiB by 4 clients, written a second time, then read four times; 10,000 × 4 KiB by 32; pages of 1,000 keys.')
print('CPU seconds are those of the server for a GiB of the large objects.\n')
print('| | PUT 64 MiB, MiB/s | GET 64 MiB, MiB/s | PUT 4 KiB, 1/s | GET 4 KiB, 1/s | listing, keys/s | most resident, MiB | PUT, CPU s/GiB | GET, CPU s/GiB |')
print('|---|---:|---:|---:|---:|---:|---:|---:|---:|')
medians_of = {name: [statistics.median(column) for column in zip(*values)] for name, values in rows.items()}
for name, medians in medians_of.items():
    cells = [f'{value:,.0f}' for value in medians[:6]] + [f'{value:.2f}' for value in medians[6:]] if name != 'cp' else [f'{medians[0]:,.0f} (1 GiB file)'] + [''] * 7
    print(f'| {name} | ' + ' | '.join(cells) + ' |')
PY
cat "$top/bench/results/store.md"
