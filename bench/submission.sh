#!/usr/bin/env bash
# CPU seconds of one submission: the native one beside Spark's own client, stock and tuned, on this machine, in one run.
# Usage: bench/submission.sh [SPARK_HOME…]   (without: the distributions beside the checkout)
set -euo pipefail
cd "$(dirname "$0")/.."
homes=("$@")
if [ ${#homes[@]} -eq 0 ]; then
  bundles=${FIRESTEEL_SPARK_BUNDLES:-../shared/spark}
  [ -x "$bundles/install.sh" ] || { echo "no Spark: name a SPARK_HOME, or set FIRESTEEL_SPARK_BUNDLES" >&2; exit 2; }
  mapfile -t homes < <("$bundles/install.sh" | grep -o '/[^ ]*' | while read -r home; do [ -x "$home/bin/spark-submit" ] && echo "$home"; done)
fi
command -v java >/dev/null || { echo "no java: spark-submit needs a Java 17 runtime" >&2; exit 2; }
dotnet build bench/Firesteel.Bench/Firesteel.Bench.csproj -c Release -v quiet -nologo
exec dotnet artifacts/bin/Firesteel.Bench/release/Firesteel.Bench.dll submission "${homes[@]}"
