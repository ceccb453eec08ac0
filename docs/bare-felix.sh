#!/bin/sh
# The bundles of the application in a bare Apache Felix, with its stock shell and no launcher of RAI: builds such an installation, types
# a training into its shell, and compares it with the same training by ./rai.
#
#   docs/bare-felix.sh [DIRECTORY]     default: a temporary one, which is deleted
#
# With a directory, the installation stays: cd DIRECTORY; java --add-modules jdk.incubator.vector -jar bin/felix.jar
set -eu
case ${1:-/} in /*) given=${1:-} ;; *) given=$PWD/$1 ;; esac
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null || true; rm -rf "$work"' EXIT
felix=${given:-$work/felix}
[ -d dist/system ] || ./bndw -q dist

# version LIST GROUP:ARTIFACT: the version that a list in cnf/ext names
version() { sed -n "s/^$2\(:[a-z.]*:\)\{0,1\}:\([^ :#]*\) *\(#.*\)\{0,1\}$/\2/p" "cnf/ext/$1.mvn"; }
# fetch LIST GROUP:ARTIFACT DIRECTORY
fetch() {
    plugin=org.apache.maven.plugins:maven-dependency-plugin
    mvn -q -B -ntp -Dstyle.color=never "$plugin:$(version build $plugin):copy" -Dmdep.stripVersion=true \
        -Dartifact="$2:$(version "$1" "$2")" -DoutputDirectory="$3" > /dev/null
}

mkdir -p "$felix/bin" "$felix/conf" "$felix/bundle"
fetch platforms org.apache.felix:org.apache.felix.main "$felix/bin"
mv "$felix/bin/org.apache.felix.main.jar" "$felix/bin/felix.jar"
fetch runtime org.apache.felix:org.apache.felix.gogo.jline "$felix/bundle"
fetch runtime org.jline:jline "$felix/bundle"
cp dist/system/*.jar "$felix/bundle"
cat > "$felix/conf/config.properties" << END
felix.auto.deploy.action=install,start
felix.log.level=1
rai.bundles.dir=\${user.dir}/extensions
END
cat > "$felix/conf/system.properties" << END
org.slf4j.simpleLogger.defaultLogLevel=warn
org.bytedeco.javacpp.maxbytes=0
org.bytedeco.javacpp.maxphysicalbytes=0
END

mkfifo "$work/typed"
exec 3<> "$work/typed"
(cd "$felix" && exec java --add-modules jdk.incubator.vector -jar bin/felix.jar < "$work/typed" > "$work/shown" 2>&1) &
pid=$!

fail() { echo "bare-felix.sh: $1; the shell showed:" >&2; cat "$work/shown" >&2; exit 1; }
shows() { grep -q -e "$1" "$work/shown"; }
# enter LINE PATTERN: types a line, and waits until something is shown
enter() {
    echo "$1" >&3
    for i in $(seq 120); do
        ! shows "$2" || return 0
        kill -0 "$pid" 2> /dev/null || fail "the framework ended after '$1'"
        sleep 1
    done
    fail "'$1' did not show '$2' within two minutes"
}

# until all bundles are started, the shell does not know the commands
for i in $(seq 60); do
    echo "rai:version" >&3
    sleep 2
    ! shows "^.*rai *[0-9][0-9.]*" || break
done
enter "rai:list engine" "vector"
enter "rai:train --data 'moons(n=100)' --steps 50 --threads 1 --out one" "kept in *one"
enter "rai:nonsense" "[Cc]ommand not found"
enter "rai:extensions" "extension *version"
enter "felix:lb" "rai.vector"
! shows "rai> " || fail "RAI shows a prompt of its own"
! shows "ERROR" || fail "there is an error"
echo "felix:stop 0" >&3
wait "$pid" || true
pid=

(cd "$work" && "$root/rai" train --data 'moons(n=100)' --steps 50 --threads 1 --out two > /dev/null 2>&1)
cmp "$felix/one/checkpoint/parameters.npy" "$work/two/checkpoint/parameters.npy" || fail "the two trainings differ"
rm -r "$felix/one"
echo "bare Apache Felix: the training from its shell gives the same parameters as ./rai train"
