#!/bin/sh
# ./rai spark fetch, and the start of ./rai study run --on. Called by ./rai with this directory, the Java to use, its own name and its
# arguments; the options for Java are in the environment.
set -eu
here=$1 java=$2 command=$3
shift 3

say() { echo "rai: $*" >&2; }

fetch() {
    command -v mvn >/dev/null || { say "spark fetch needs Maven (mvn) on the path; or set SPARK_HOME to an installation of Spark 4"; exit 1; }
    if [ -d "$here/jars" ] && [ "${1:-}" != --again ]; then
        say "Spark is in $here/jars already (spark fetch --again fetches it once more)"
        return
    fi
    say "fetching Spark, about 220 MB ..."
    rm -rf "$here/jars.partial"
    mvn -q -B -ntp -Dstyle.color=never -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$here/jars.partial" >&2 \
        || { rm -rf "$here/jars.partial"; say "Maven could not fetch Spark; what it says is above"; exit 1; }
    rm -rf "$here/jars"
    mv "$here/jars.partial" "$here/jars"
    say "Spark is in $here/jars"
}

jars() {
    if [ -n "${SPARK_HOME:-}" ]; then
        ls "$SPARK_HOME"/jars/spark-core_2.13-4.*.jar >/dev/null 2>&1 \
            || { say "SPARK_HOME is $SPARK_HOME, which has no jars of Spark 4: set it to an installation, or unset it"; exit 2; }
        echo "$SPARK_HOME/jars"
    elif [ -d "$here/jars" ]; then
        echo "$here/jars"
    else
        say "--on needs Spark: ./rai spark fetch fetches it, or set SPARK_HOME to an installation"
        exit 2
    fi
}

case $1 in
    spark)
        case "${2:-}" in
            fetch)
                case "$#${3:-}" in
                    2 | 3--again) fetch "${3:-}" ;;
                    *) say "spark fetch has one option, --again"; exit 2 ;;
                esac
                ;;
            *) say "spark fetch fetches Apache Spark, which study run --on needs"; exit 2 ;;
        esac
        ;;
    *)
        jars=$(jars)
        # where YARN and Hadoop's file systems look for the settings of the cluster
        hadoop=${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${YARN_CONF_DIR:+:$YARN_CONF_DIR}
        # shellcheck disable=SC2086
        exec "$java" "@$here/java.options" -Drai.spark.log="${TMPDIR:-/tmp}/rai-spark-$$.log" \
            -Dlog4j2.configurationFile="$here/log4j2.properties" ${options:-} -Drai.command="$command" \
            -cp "$here/rai-spark.jar:$jars/*$hadoop" rai.spark.Main "$@"
        ;;
esac
