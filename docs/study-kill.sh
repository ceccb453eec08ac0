#!/bin/sh
# Kills a study again and again, and compares its end with that of the same study left alone.
#
#   docs/study-kill.sh [KILLS [STUDY [SECONDS]]]     default: 50 kills, the example of two moons, each after at most 8 seconds
#
# Every kill is -9, after a random time. Then the study runs to its end, and both journals must hold the same trials, each once,
# with the same states, and both reports the same statistics to the last digit. OPTIONS adds options of study run.
set -eu
cd "$(dirname "$0")/.."
kills=${1:-50}
study=${2:-examples/studies/moons-activations.yaml}
longest=${3:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "in $work"

# shellcheck disable=SC2086
./rai study run "$study" --out "$work/alone/study" ${OPTIONS:-} > "$work/alone.txt" 2> "$work/alone.err"

random() { awk -v seed="$1" -v most="$2" 'BEGIN { srand(seed); printf "%.2f", 1 + rand() * (most - 1) }'; }

killed=0
while [ "$killed" -lt "$kills" ]; do
    # shellcheck disable=SC2086
    setsid ./rai study run "$study" --out "$work/killed/study" ${OPTIONS:-} > /dev/null 2> "$work/killed.err" &
    pid=$!
    sleep "$(random "$killed$$" "$longest")"
    if ! kill -9 "-$pid" 2> /dev/null; then
        echo "it had ended before kill $((killed + 1)): $(tail -n 1 "$work/killed.err")"
        break
    fi
    wait "$pid" 2> /dev/null || true
    killed=$((killed + 1))
done
echo "killed $killed times"
# shellcheck disable=SC2086
./rai study run "$study" --out "$work/killed/study" ${OPTIONS:-} > "$work/killed.txt" 2> "$work/killed.err"

for table in statistics comparisons; do
    cmp "$work/alone/study/$table.csv" "$work/killed/study/$table.csv" || { echo "NOT the same: $table.csv"; exit 1; }
done
./rai study trials "$work/alone/study" --json | grep -E '"(id|state_hash)"' | paste - - | sort > "$work/a"
./rai study trials "$work/killed/study" --json | grep -E '"(id|state_hash)"' | paste - - | sort > "$work/b"
cmp -s "$work/a" "$work/b" || { echo "NOT the same trials or states"; exit 1; }
twice=$(grep -o '"id":"[0-9a-f]*"' "$work/killed/study/journal.jsonl" | sort | uniq -d | wc -l)
[ "$twice" -eq 0 ] || { echo "NOT once each: $twice trials are in the journal twice"; exit 1; }
echo "the same $(wc -l < "$work/a") trials, states and tables"
