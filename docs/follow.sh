#!/bin/sh
# Follows a page literally. Usage, in the checkout, after ./bndw dist: docs/follow.sh docs/data.md; ./bndw soak follows data.md
# and README.md, and write-an-extension.md is followed by hand, since it installs RAI's api in the local Maven repository.
#
# A block with a file name after its language is written to that file; a block "sh" is run; each line of a block "text"
# must occur in the output of the last run. Everything else is prose.
set -eu
[ -f "${1-}" ] || { echo "usage: docs/follow.sh PAGE, such as docs/data.md" >&2; exit 1; }

script=$(mktemp)
said=$(mktemp)
trap 'status=$?; [ $status = 0 ] || cat "$said" >&2; rm -f "$script" "$said"' EXIT

# shellcheck disable=SC2016
awk -v said="$said" '
    /^```/ && inside { print closing; inside = 0; next }
    /^```/ {
        inside = 1
        closing = "END_OF_BLOCK"
        if (NF > 1)               printf "mkdir -p \"$(dirname %s)\"\ncat > %s <<\"END_OF_BLOCK\"\n", $2, $2
        else if ($1 == "```text") printf "expect <<\"END_OF_BLOCK\"\n"
        else if ($1 == "```sh")   { print "{"; closing = "} > " said " 2>&1; cat " said }
        else                      { print ": <<\"END_OF_BLOCK\"" }
        next
    }
    inside' "$1" > "$script"

squeeze() { tr -s ' ' < "$1"; }

expect() {
    while read -r line; do
        squeeze "$said" | grep -qF -- "$(echo "$line" | tr -s ' ')" || { echo "not in the output: $line" >&2; exit 1; }
    done
}

. "$script"
echo "$1: all commands and outputs as documented"
