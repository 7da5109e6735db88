#!/usr/bin/env bash
# Replay and listing, side by side with Spark's own history server, in one run on one machine.
#
#   bench/history.sh                 SIZES="100 1024" (MiB of text), COUNT=10000 (small logs), SPARK=4.1.0, SERVERS="spark firesteel"
#
# Needs java, python3, curl, zstd. Writes bench/results/history.md; figures are of this run only.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${FIRESTEEL_SHARED:-$root/../shared}
work=${WORK:-$(mktemp -d "${TMPDIR:-/tmp}/firesteel-bench-XXXXXX")}
sizes=${SIZES:-100 1024}
count=${COUNT:-10000}
spark=$("$shared/spark/install.sh" "${SPARK:-4.1.0}" | tail -1)
generator="$shared/cases/history/generate_log.py"
"$root/firesteel" version >/dev/null # the launcher builds what a user runs, compiled ahead of time
firesteel="$root/artifacts/launch/app/firesteel.dll"
export DOTNET_TieredPGO=0 # as the launcher sets it
rows=()
servers=${SERVERS:-spark firesteel}
row() { rows+=("$1"); echo "$1" >&2; }

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
now() { date +%s.%N; }
cpu() { awk -v hz="$(getconf CLK_TCK)" '{ printf "%.2f", ($14 + $15) / hz }' "/proc/$1/stat"; }
peak() { awk '/VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
minus() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a - b }'; }

# start KIND DIRECTORY: sets pid, url, begun
start() {
  local port; port=$(free_port)
  url=http://127.0.0.1:$port
  begun=$(now)
  if [ "$1" = spark ]; then
    SPARK_HISTORY_OPTS="-Dspark.history.fs.logDirectory=file:$2 -Dspark.history.ui.port=$port -Dspark.ui.retainedJobs=1000000 -Dspark.ui.retainedStages=1000000" \
      SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=8g SPARK_NO_DAEMONIZE=1 "$spark/bin/spark-class" org.apache.spark.deploy.history.HistoryServer >"$work/spark.log" 2>&1 &
  else
    dotnet "$firesteel" history serve --log-dir "$2" --port "$port" ${3:+--cache-dir "$3"} >"$work/firesteel.log" 2>&1 &
  fi
  pid=$!
}

seconds() { curl -sf -o /dev/null -w '%{time_total}' "$@"; }

# listed N: waits until N applications are in the list
listed() {
  local got=0
  while [ "$got" -lt "$1" ]; do
    kill -0 "$pid" 2>/dev/null || { cat "$work"/*.log >&2; exit 1; }
    got=$(curl -s "$url/api/v1/applications" 2>/dev/null | grep -c '"appSparkVersion"' || true)
    [ "$got" -ge "$1" ] || sleep 0.05
  done
}

stop() { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; }

replay() { # KIND LABEL DIRECTORY BYTES
  start "$1" "$3"
  listed 1
  local app; app=$(curl -s "$url/api/v1/applications" | awk -F'"' '/"id"/ { print $4; exit }')
  local before after cpu_before
  cpu_before=$(cpu "$pid"); before=$(now)
  curl -sf -o /dev/null "$url/api/v1/applications/$app/jobs"
  after=$(now)
  row "| replay $2 | $1 | $(minus "$after" "$before") | $(minus "$(cpu "$pid")" "$cpu_before") | $(peak "$pid") | $(awk -v b="$4" -v t="$(minus "$after" "$before")" 'BEGIN { printf "%.0f", b / 1048576 / t }') |"
  stop
}

for size in $sizes; do
  plain=$work/plain-$size; packed=$work/zstd-$size
  [ -d "$plain" ] || python3 "$generator" --out "$plain" --size-mb "$size" --app-id "app-$size" >/dev/null
  [ -d "$packed" ] || { mkdir -p "$packed"; zstd -q -1 "$plain/app-$size" -o "$packed/app-$size.zstd"; }
  bytes=$(stat -c %s "$plain/app-$size")
  for kind in $servers; do
    replay $kind "$size MiB plain" "$plain" "$bytes"
    replay $kind "$size MiB zstd" "$packed" "$bytes"
  done
done

small=$work/small
[ -d "$small" ] || python3 "$generator" --out "$small" --count "$count" --jobs 2 --tasks 8 >/dev/null
for kind in $servers; do
  start $kind "$small"
  listed "$count"
  row "| list $count logs, from process start | $kind | $(minus "$(now)" "$begun") | $(cpu "$pid") | $(peak "$pid") | |"
  stop
done

# A restart that knows the list and the application: from process start, and one page of it.
start firesteel "$small" "$work/cache"; listed "$count"; sleep 1; stop
start firesteel "$small" "$work/cache"; listed "$count"
row "| list $count logs, restart with --cache-dir | firesteel | $(minus "$(now)" "$begun") | $(cpu "$pid") | $(peak "$pid") | |"
stop

# The first page of a log that was never read, from process start; then the same log reopened.
big=$(echo $sizes | tr ' ' '\n' | sort -n | tail -1)
start firesteel "$work/plain-$big" "$work/cache-$big"
until curl -sf -o "$work/page.html" "$url/history/app-$big/stages/"; do sleep 0.02; done
first=$(minus "$(now)" "$begun")
row "| first page of $big MiB, from process start, $(grep -q 'still being read' "$work/page.html" && echo 'while it is being read' || echo 'complete') | firesteel | $first | $(cpu "$pid") | $(peak "$pid") | |"
curl -sf -o /dev/null "$url/api/v1/applications/app-$big/jobs"; sleep 2; stop
start firesteel "$work/plain-$big" "$work/cache-$big"; listed 1
row "| reopen $big MiB from --cache-dir | firesteel | $(seconds "$url/api/v1/applications/app-$big/jobs") | | $(peak "$pid") | |"
stop

# The same small logs on S3, 20 ms for each request.
dotnet build "$root/bench/Firesteel.Bench" -c Release -v quiet -nologo >/dev/null
read -r listed faults remote again < <(dotnet "$root/artifacts/bin/Firesteel.Bench/release/Firesteel.Bench.dll" remote-listing "$small" 20)
row "| list $listed logs on S3, 20 ms a request, $faults faults | firesteel | $remote (again: $again) | | | |"

# A stage with 100,000 tasks: 100 requests for pages of its task table and its page.
wide=$work/wide
[ -d "$wide" ] || python3 "$generator" --out "$wide" --jobs 1 --tasks 100000 --app-id wide >/dev/null
start firesteel "$wide"; listed 1
stage=$(curl -s "$url/api/v1/applications/wide/stages" | python3 -c 'import json,sys; print(max(json.load(sys.stdin), key=lambda s: s["numTasks"])["stageId"])')
for i in 1 2 3 4 5; do seconds "$url/history/wide/stages/stage/?id=$stage&attempt=0" >/dev/null; done
for i in $(seq 100); do echo "$(seconds "$url/history/wide/stages/stage/?id=$stage&attempt=0&task.page=$i&task.sort=Duration")"; done | sort -n >"$work/stage.times"
row "| page of a stage with 100,000 tasks, median / p99 of 100 | firesteel | $(sed -n 50p "$work/stage.times") / $(sed -n 99p "$work/stage.times") | | $(peak "$pid") | |"
stop

{
  echo "# History: measured by bench/history.sh"
  echo
  echo "$(date -u +%Y-%m-%d), $(nproc) cores ($(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)), load $(cut -d' ' -f1 /proc/loadavg) at the end; Spark's server is ${SPARK:-4.1.0} with an 8 GiB heap limit."
  echo "Replay: one request for all jobs of an application that was not read before; CPU is of that request alone, RSS the process's peak. The first request of a fresh process, so it includes JIT compilation on both sides."
  echo
  echo "| what | server | wall s | CPU s | peak RSS MiB | MiB/s |"
  echo "|---|---|---:|---:|---:|---:|"
  printf '%s\n' "${rows[@]}"
} >"$root/bench/results/history.md"
cat "$root/bench/results/history.md"
