#!/usr/bin/env bash
# 50 clients browse 200 applications: does memory stay under a bound, does anything fail?
#
#   bench/history-soak.sh            MINUTES=5, CLIENTS=50, APPLICATIONS=200, MAX_MEMORY=256m
#
# Needs python3. Writes bench/results/history-soak.md; figures are of this run only.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${FIRESTEEL_SHARED:-$root/../shared}
work=${WORK:-$(mktemp -d "${TMPDIR:-/tmp}/firesteel-soak-XXXXXX")}
minutes=${MINUTES:-5}; clients=${CLIENTS:-50}; applications=${APPLICATIONS:-200}; memory=${MAX_MEMORY:-256m}
"$root/firesteel" version >/dev/null
[ -d "$work/logs" ] || python3 "$shared/cases/history/generate_log.py" --out "$work/logs" --count "$applications" --jobs 30 --tasks 80 >/dev/null
DOTNET_TieredPGO=0 dotnet "$root/artifacts/launch/app/firesteel.dll" history serve --log-dir "$work/logs" --port 0 --max-memory "$memory" --cache-dir "$work/cache" >"$work/server.log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null || true' EXIT
until url=$(grep -o 'http://[^ ]*' "$work/server.log") && curl -sf "${url%/}/readyz" >/dev/null; do sleep 0.1; done

python3 - "${url%/}" "$minutes" "$clients" "$pid" >"$work/result" <<'PY'
import json, random, sys, threading, time, urllib.request
url, minutes, clients, pid = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
get = lambda path: urllib.request.urlopen(url + path, timeout=60).read()
apps = [a["id"] for a in json.loads(get("/api/v1/applications"))]
stop, lock, times, errors, peak = time.time() + minutes * 60, threading.Lock(), [], [], [0]
PAGES = ["/history/{a}/overview/", "/history/{a}/jobs/", "/history/{a}/stages/", "/history/{a}/stages/stage/?id={s}&attempt=0", "/history/{a}/SQL/", "/history/{a}/executors/",
         "/history/{a}/environment/", "/api/v1/applications/{a}/stages?details=true", "/api/v1/applications/{a}/allexecutors", "/api/v1/applications/{a}/stages/{s}/0/taskSummary", "/"]
def browse(seed):
    dice = random.Random(seed)
    while time.time() < stop:
        path = dice.choice(PAGES).format(a=dice.choice(apps), s=dice.randrange(20))
        begun = time.time()
        try:
            get(path)
        except urllib.error.HTTPError as refused:
            if refused.code != 404:
                errors.append(f"{refused.code} {path}")
        except Exception as broken:
            errors.append(f"{broken!r} {path}")
        with lock:
            times.append(time.time() - begun)
def watch():
    while time.time() < stop:
        with open(f"/proc/{pid}/status") as status:
            peak[0] = max(peak[0], *(int(line.split()[1]) for line in status if line.startswith("VmRSS")))
        time.sleep(0.5)
threads = [threading.Thread(target=browse, args=(n,)) for n in range(clients)] + [threading.Thread(target=watch)]
[t.start() for t in threads]; [t.join() for t in threads]
times.sort()
print(f"| {clients} | {len(apps)} | {minutes:g} | {len(times)} | {len(errors)} | {times[len(times)//2]*1000:.0f} | {times[int(len(times)*.99)]*1000:.0f} | {peak[0]//1024} |")
for error in errors[:10]:
    print(error, file=sys.stderr)
PY
{
  echo "# History: measured by bench/history-soak.sh"
  echo
  echo "$(date -u +%Y-%m-%d), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the end; --max-memory $memory bounds the applications held, the process has its runtime beside them. $(curl -s "${url%/}/metrics" | awk '/^firesteel_history_(replays|evictions)/ { printf "%s %s; ", $1, $2 }')"
  echo
  echo "| clients | applications | minutes | requests | errors | median ms | p99 ms | peak RSS MiB |"
  echo "|---:|---:|---:|---:|---:|---:|---:|---:|"
  cat "$work/result"
} >"$root/bench/results/history-soak.md"
cat "$root/bench/results/history-soak.md"
