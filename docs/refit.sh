#!/bin/sh
# Prints how long a refit of 2,000 examples through 20 layers of 100 takes, with one thread and with two:
# docs/refit.sh [REPETITIONS]. Start-up and warm-up cancel out: it is the difference of 40 and 10 refits, divided by 30.
set -eu
rai=$(cd "$(dirname "$0")/.." && pwd)/rai

seconds() { # threads, refits
    phases=
    i=0
    while [ "$i" -lt "$2" ]; do
        phases="$phases --then refit"
        i=$((i + 1))
    done
    # shellcheck disable=SC2086
    "$rai" train --data "moons(n=2000, noise=0.2)" --hidden 20x100 --init uniform-fan-in --method rai \
        --optimizer "rprop(step=0.1)" --steps 1 $phases --no-save --threads "$1" --json 2>/dev/null |
        sed -n 's/^  "seconds": \([0-9.]*\),*/\1/p'
}

repetition=0
while [ "$repetition" -lt "${1:-3}" ]; do
    for threads in 1 2; do
        few=$(seconds "$threads" 10)
        many=$(seconds "$threads" 40)
        awk -v few="$few" -v many="$many" -v t="$threads" 'BEGIN { printf "threads %d: %.0f ms per refit\n", t, (many - few) / 30 * 1000 }'
    done
    repetition=$((repetition + 1))
done
