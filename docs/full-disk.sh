#!/bin/sh
# Trains on a file system of 1 MB that another file fills, frees space, and compares the result with that of a training with enough space;
# then: a stop while there is no space, a deleted directory, two trainings in one directory, and a read-only file system:
# docs/full-disk.sh, from the root of the repository, as root or with user namespaces. See docs/reliability.md.
set -eu

if [ "${1:-}" != inside ]; then
    exec unshare -rm "$0" inside
fi
here=$(mktemp -d)
mkdir "$here/small"
mount -t tmpfs -o size=1m none "$here/small"
trap 'umount "$here/small"; rm -rf "$here"' EXIT
echo >"$here/newline"
failed=0

train() { # the directory
    exec ./rai train --data "moons(n=200, noise=0.1, seed=42)" --test "moons(n=100, noise=0.1, seed=7)" \
        --network "dense(64) batch-norm relu dropout(0.2) dense(64) relu dense" --optimizer adam --schedule cosine --batch 32 \
        --steps 4000 --evaluate-every 10 --checkpoint 5 --threads 1 --out "$1" --json
}
hash() { sed -n 's/.*"state_hash": *"\([0-9a-f]*\)".*/\1/p' "$1/run.json"; }
fill() { dd if=/dev/zero of="$here/small/ballast" bs=4k 2>/dev/null || true; }
said() { # seconds, file, text: waits until the file has the text
    left=$(($1 * 10))
    until grep -q "$3" "$2"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}
steps() { # directory, steps: waits until the history has that many steps
    until [ -f "$1/history.csv" ] && [ "$(wc -l <"$1/history.csv")" -gt "$2" ]; do sleep 0.1; done
}
check() { # what, command ...
    what=$1
    shift
    if "$@"; then
        echo "$what: yes"
    else
        echo "$what: NO"
        failed=1
    fi
}
same() { [ "$(hash "$1")" = "$(hash "$here/whole")" ] && cmp -s "$1/history.csv" "$here/whole/history.csv"; }

(train "$here/whole") >"$here/out" 2>&1

run=$here/small/run
(train "$run") >"$here/out" 2>&1 &
process=$!
for round in 1 2 3; do
    steps "$run" $((round * 500))
    fill
    check "round $round: a full disk is reported" said 20 "$here/out" "no space left"
    sleep 2
    tail -c 1 "$run/history.csv" >"$here/last"
    check "round $round: the history ends with a whole line" cmp -s "$here/last" "$here/newline"
    : >"$here/out"
    rm "$here/small/ballast"
    check "round $round: it continues once there is space" said 20 "$here/out" "continues after step"
done
wait "$process" || true
check "it ends with the bits and the history of a training with enough space" same "$run"
check "waiting is in events.jsonl" grep -q '"event":"paused".*no space left' "$run/events.jsonl"
rm -r "$run"

(train "$run") >"$here/out" 2>&1 &
process=$!
steps "$run" 500
fill
said 20 "$here/out" "no space left" || true
kill -TERM "$process"
wait "$process" || true
check "stopped while it waits, it reports what is kept" grep -q "resume continues after step" "$here/out"
rm "$here/small/ballast"
./rai resume "$run" >"$here/out" 2>&1 || cat "$here/out"
check "resumed, it ends with the same bits and history" same "$run"
rm -r "$run"

(train "$run") >"$here/out" 2>&1 &
process=$!
steps "$run" 500
rm -r "$run"
wait "$process" || true
check "a directory that is deleted ends its training in a sentence" grep -q "it was deleted or moved" "$here/out"
rm -rf "$run"

(train "$run") >"$here/out" 2>&1 &
process=$!
(train "$run") >"$here/other" 2>&1 || true
wait "$process" || true
check "one of two trainings in one directory is rejected" grep -q "exists already" "$here/out" "$here/other"
check "and the other one is complete" same "$run"
rm -r "$run"

mount -o remount,ro "$here/small"
(train "$run") >"$here/out" 2>&1 || true
check "a read-only file system is reported at the beginning" grep -q "its file system is read-only" "$here/out"
[ "$failed" = 0 ]
