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
# What metadata alone is served as stands in a group of its own; the order of a list's two fields once was the other way round.
partial='{
  "kinds": {
    "meta.k8s.io/v1/PartialObjectMetadata": "meta/v1.PartialObjectMetadata",
    "meta.k8s.io/v1/PartialObjectMetadataList": "meta/v1.PartialObjectMetadataList",
    "meta.k8s.io/v1beta1/PartialObjectMetadata": "meta/v1.PartialObjectMetadata",
    "meta.k8s.io/v1beta1/PartialObjectMetadataList": "meta/v1beta1.PartialObjectMetadataList"
  },
  "types": {
    "meta/v1.PartialObjectMetadata": [{"n": "metadata", "p": 1, "t": "meta/v1.ObjectMeta", "o": true}],
    "meta/v1.PartialObjectMetadataList": [{"n": "metadata", "p": 1, "t": "meta/v1.ListMeta", "o": true}, {"n": "items", "p": 2, "t": "[]meta/v1.PartialObjectMetadata"}],
    "meta/v1beta1.PartialObjectMetadataList": [{"n": "metadata", "p": 2, "t": "meta/v1.ListMeta", "o": true}, {"n": "items", "p": 1, "t": "[]meta/v1.PartialObjectMetadata"}]
  }
}'
jq -r --arg keyed "$keyed" --argjson partial "$partial" --rawfile pointers eng/pointer-fields.txt '
  ($pointers | split("\n") | map(select(. != "" and (startswith("#") | not)) | {(.): true}) | add // {}) as $pointer
  | . * $partial
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
