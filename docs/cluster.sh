#!/bin/sh
# A standalone cluster of two workers on this machine, a study on it, and kill -9 at random moments of an executor, a worker and the
# driver: docs/cluster.sh [ROUNDS], from the root of the repository, after ./rai spark fetch (or with SPARK_HOME). In every round each of
# the three is killed once. All results must be there, none twice, and equal to those of the study on this machine. See docs/cluster.md.
set -eu

rounds=${1:-5}
study=examples/studies/moons-activations.yaml
port=${RAI_CLUSTER_PORT:-7277}
jars=${SPARK_HOME:-dist/spark}/jars
[ -d "$jars" ] || { echo "docs/cluster.sh: no Spark in $jars: ./rai spark fetch fetches it" >&2; exit 2; }
here=$(mktemp -d)
mkdir "$here/home"
ln -s "$(cd "$jars" && pwd)" "$here/home/jars"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
trap 'kill $(cat "$here"/*.pid) 2>/dev/null || true; sleep 2; rm -rf "$here"' EXIT

daemon() { # name, class and arguments
    name=$1
    shift
    SPARK_HOME=$here/home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_WORKER_DIR=$here/work \
        "$java" @dist/spark/java.options -Xmx256m -XX:+UseSerialGC -Dspark.deploy.maxExecutorRetries=-1 -cp "$here/home/jars/*" \
        "$@" >>"$here/$name.log" 2>&1 &
    echo $! >"$here/$name.pid"
}
worker() {
    daemon "worker$1" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port $((port + $1)) --webui-port $((port + 100 + $1)) \
        --cores 1 --memory 2g "spark://127.0.0.1:$port"
}
run() { ./rai study run "$study" --out "$1/study" --conf spark.ui.enabled=false --verify 2% --on "spark://127.0.0.1:$port" >>"$1/out" 2>>"$1/err"; }
results() { sed -n 's/^{"id":"\([0-9a-f]*\)".*"state_hash":"\([0-9a-f]*\)".*/\1 \2/p' "$1/study/journal.jsonl" | sort; }
moment() { sleep "$(od -An -N1 -tu1 /dev/urandom | awk -v from="$1" '{ print from + $1 / 20 }')"; }
executor() { pgrep -f "CoarseGrainedExecutorBackend .*127.0.0.1" | sort -R | head -1; }
# the study has begun to train, so that there is something to lose
begun() { while [ "$(cat "$1/study/journal.jsonl" 2>/dev/null | wc -l)" -lt "$2" ] && kill -0 "$3" 2>/dev/null; do sleep 0.2; done; }

daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port $((port + 100))
sleep 5
worker 1
worker 2

mkdir "$here/local"
./rai study run "$study" --out "$here/local/study" >"$here/local/out" 2>&1
results "$here/local" >"$here/wanted"
count=$(wc -l <"$here/wanted")
echo "$count trials; on this machine in one process: done"

failed=0
round=1
while [ "$round" -le "$rounds" ]; do
    there=$here/round-$round
    mkdir "$there"
    run "$there" &
    driver=$!
    begun "$there" 1 "$driver"
    moment 0
    victim=$(executor)
    [ -z "$victim" ] || kill -9 "$victim"
    moment 1
    begun "$there" $((count / 4)) "$driver"
    kill -9 "$(cat "$here/worker1.pid")"
    worker 1
    moment 1
    begun "$there" $((count / 2)) "$driver"
    # ./rai became Java; its executors end with it
    kill -9 "$driver" $(pgrep -P "$driver") $(pgrep -f "rai.spark.Main study run.*$there") 2>/dev/null || true
    wait "$driver" 2>/dev/null || true
    left=$(wc -l <"$there/study/journal.jsonl")
    run "$there" && code=0 || code=$?
    results "$there" >"$there/results"
    lines=$(wc -l <"$there/study/journal.jsonl")
    if [ "$code" = 0 ] && [ "$lines" = "$count" ] && cmp -s "$here/wanted" "$there/results"; then
        echo "round $round: executor, worker and driver (with $left of $count results) killed: $lines results, all equal"
    else
        failed=$((failed + 1))
        echo "round $round: FAILED: exit code $code, $lines lines, $(comm -12 "$here/wanted" "$there/results" | wc -l) of $count equal" >&2
        tail -5 "$there/err" >&2
    fi
    round=$((round + 1))
done
echo "$((rounds - failed)) rounds of $rounds without a loss"
[ "$failed" = 0 ]
