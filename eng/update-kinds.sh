#!/usr/bin/env bash
# Turns the description of Kubernetes' built-in types (shared/reference/k8s-types.json) into the compact table
# that the embedded API server reads at start. Which optional fields are Go pointers (an explicit zero is kept) is not
# in that description; eng/pointer-fields.txt says so, one TYPE.FIELD a line.
set -euo pipefail
cd "$(dirname "$0")/.."
source="${1:-../shared/reference/k8s-types.json}"
target="${2:-src/Firesteel.Embedded/ApiServer/Schemas/BuiltInTypes.txt}"
# The Go type of this one list says nothing; a real server merges it by type all the same, as its published schema says.
keyed=apiextensions/v1.CustomResourceDefinitionStatus.conditions
jq -r --arg keyed "$keyed" --rawfile pointers eng/pointer-fields.txt '
  ($pointers | split("\n") | map(select(. != "" and (startswith("#") | not)) | {(.): true}) | add // {}) as $pointer
  | (.kinds | to_entries[] | "#" + .key + " " + .value),
    (.atomic[] | "!" + .),
    (.types | to_entries[] | .key as $type
      | "@" + $type,
        (.value[] | [(if .n == "" then "-" elif .n == "-" then "." else .n end), (.p // 0 | tostring), .t]
          + (if .o then ["o"] else [] end)
          + (if .s then ["s=" + .s] else [] end)
          + (if .k then ["k=" + .k] else [] end)
          + (if .l then ["l=" + .l] elif $type + "." + .n == $keyed then ["l=map:type"] else [] end)
          + (if .d then ["d=" + (.d | tojson)] else [] end)
          + (if .w == "varint" and .t == "bytes" then ["varint"] else [] end)
          + (if $pointer[$type + "." + .n] then ["*"] else [] end)
          | join(" ")))
' "$source" > "$target.new"
mv "$target.new" "$target"
