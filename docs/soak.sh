#!/bin/sh
# Kills trainings with kill -9 at random moments, resumes them, and compares the result with that of an undisturbed
# training: docs/soak.sh [TRIALS [KILLS]], from the root of the repository. See docs/reliability.md.
set -eu

trials=${1:-5}
kills=${2:-4}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

start() { # directory: starts or resumes the training
    if [ -f "$1/run.json" ]; then
        exec ./rai resume "$1" --json
    fi
    rm -rf "$1"
    exec ./rai train --data "moons(n=200, noise=0.1, seed=42)" --test "moons(n=100, noise=0.1, seed=7)" \
        --network "dense(64) batch-norm relu dropout(0.2) dense(64) relu dense" --optimizer adam --schedule cosine --batch 32 \
        --steps 3000 --evaluate-every 10 --checkpoint 5 --threads 1 --out "$1" --json
}
hash() { sed -n 's/.*"state_hash": *"\([0-9a-f]*\)".*/\1/p' "$1/run.json"; }

(start "$here/whole") >"$here/out" 2>&1
wanted=$(hash "$here/whole")
killed=0
differing=0
trial=1
while [ "$trial" -le "$trials" ]; do
    run=$here/run-$trial
    left=$kills
    while [ "$left" -gt 0 ]; do
        (start "$run") >"$here/out" 2>&1 &
        process=$!
        # from 1 to 5.2 s: sometimes while Java is still starting
        sleep "$(od -An -N1 -tu1 /dev/urandom | awk '{ print 1 + $1 / 60 }')"
        kill -9 "$process" 2>/dev/null || true
        if wait "$process" 2>/dev/null; then
            break # it has already ended
        fi
        killed=$((killed + 1))
        left=$((left - 1))
        newest=$(ls "$run/checkpoints" 2>/dev/null | grep -v partial | tail -1)
        partial=$(ls "$run/checkpoints" 2>/dev/null | grep -c partial || true)
        echo "trial $trial: killed; newest checkpoint ${newest:-none}, incomplete or half deleted $partial"
    done
    if [ "$left" = 0 ]; then
        (start "$run") >"$here/out" 2>&1 || cat "$here/out"
    fi
    if [ "$(hash "$run")" = "$wanted" ] && cmp -s "$run/history.csv" "$here/whole/history.csv"; then
        echo "trial $trial: the same"
    else
        echo "trial $trial: DIFFERS"
        differing=$((differing + 1))
    fi
    trial=$((trial + 1))
done
echo "$killed kills in $trials trainings, $differing of them ended differently"
[ "$differing" = 0 ]
