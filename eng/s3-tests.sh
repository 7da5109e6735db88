#!/usr/bin/env bash
# Runs ceph/s3-tests, a checkout given by path, against `firesteel store serve`, and fails when a case of
# tests/golden/s3-tests/passes.txt does not pass. UPDATE_GOLDEN=1 adds what passes to the file.
# Usage: eng/s3-tests.sh PATH [--memory|--disk] [-k EXPRESSION]
# The whole takes about a quarter of an hour on two cores; PATH is for instance a clone of github.com/ceph/s3-tests.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] || { echo "usage: eng/s3-tests.sh PATH [--memory|--disk] [-k EXPRESSION]" >&2; exit 2; }
suite=$(cd "$1" && pwd); shift
backend=--disk; choice=""
while [ $# -gt 0 ]; do
  case "$1" in
    --memory|--disk) backend=$1 ;;
    -k) choice=$2; shift ;;
    *) echo "unknown argument $1" >&2; exit 2 ;;
  esac
  shift
done
[ -f "$suite/s3tests/functional/test_s3.py" ] || { echo "$suite is not a checkout of ceph/s3-tests" >&2; exit 2; }

work=$(mktemp -d)
server=""
cleanup() { [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; rm -rf "$work"; }
trap cleanup EXIT

# Python's packages: those of S3TESTS_PYTHON, else installed once from the wheels beside the checkout.
python=${S3TESTS_PYTHON-}
if [ -z "$python" ]; then
  wheels=${FIRESTEEL_SHARED:-$top/../shared}/wheels/s3
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --no-index --find-links "$wheels" boto3 munch isodate requests pytz httplib2 lxml pytest pytest-timeout PyYAML
  python=$work/venv/bin/python
fi

export FIRESTEEL_STORE_ROOT_USER=s3tests-root FIRESTEEL_STORE_ROOT_PASSWORD=s3tests-root-secret
export FIRESTEEL_STORE_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64)
where=(--memory)
[ "$backend" = --memory ] || where=(--data "$work/data")
day=${S3TESTS_LIFECYCLE_DAY:-4} # seconds; the suite's own waiting follows it
"$top/firesteel" version >/dev/null # builds when it has to
"$top/firesteel" store serve "${where[@]}" --port 0 --lifecycle-interval 1 --lifecycle-day "$day" >"$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 150); do
  address=$(sed -n 's/^object store on \(http[^,]*\),.*/\1/p' "$work/serve.log")
  [ -n "$address" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" >&2; exit 1; }
  sleep 0.2
done

S3TESTS_DAY=$day "$python" "$top/eng/s3-tests/prepare.py" "$address" "$work/s3tests.conf"
S3TEST_CONF=$work/s3tests.conf "$python" "$top/eng/s3-tests/run.py" "$suite" "$top/tests/golden/s3-tests/passes.txt" "$choice"
