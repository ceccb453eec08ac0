#!/bin/sh
# The feature of RAI in Apache Karaf: unpacks a Karaf, installs the feature, types a training into its shell, and compares it with the same
# training by ./rai.
#
#   docs/karaf.sh [DIRECTORY]     default: a temporary one, which is deleted; about 600 MB
set -eu
case ${1:-/} in /*) given=${1:-} ;; *) given=$PWD/$1 ;; esac
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null || true; rm -rf "$work"' EXIT
[ -f dist/lib/rai.launcher.jar ] || ./bndw -q dist
./bndw -q karaf

# version LIST GROUP:ARTIFACT: the version that a list in cnf/ext names
version() { sed -n "s/^$2\(:[a-z.]*:\)\{0,1\}:\([^ :#]*\) *\(#.*\)\{0,1\}$/\2/p" "cnf/ext/$1.mvn"; }
plugin=org.apache.maven.plugins:maven-dependency-plugin
karaf=org.apache.karaf:apache-karaf-minimal
mvn -q -B -ntp -Dstyle.color=never "$plugin:$(version build $plugin):copy" -Dartifact="$karaf:$(version platforms $karaf):tar.gz" \
    -DoutputDirectory="$work" > /dev/null
folder=${given:-$work}
mkdir -p "$folder"
tar xzf "$work"/apache-karaf-minimal-*.tar.gz -C "$folder"
home=$(cd "$folder"/apache-karaf-minimal-*/ && pwd)
cp -r dist/karaf/. "$home/system/"
cat >> "$home/etc/custom.properties" << END
org.osgi.framework.system.packages.extra = \\
    org.apache.karaf.branding, sun.misc, com.sun.jmx.remote.protocol, com.sun.jmx.remote.protocol.jmxmp, \\
    org.apache.karaf.jaas.boot, org.apache.karaf.jaas.boot.principal, jdk.incubator.vector
END

JAVA_HOME=${JAVA_HOME:-$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')}
export JAVA_HOME
mkfifo "$work/typed"
exec 3<> "$work/typed"
EXTRA_JAVA_OPTS="--add-modules=jdk.incubator.vector" KARAF_EXEC=exec "$home/bin/karaf" < "$work/typed" > "$work/shown" 2>&1 &
pid=$!

fail() { echo "karaf.sh: $1; the shell showed:" >&2; cat "$work/shown" >&2; exit 1; }
# enter LINE PATTERN: types a line, and waits until something is shown
enter() {
    echo "$1" >&3
    for i in $(seq 150); do
        ! grep -q -e "$2" "$work/shown" || return 0
        kill -0 "$pid" 2> /dev/null || fail "Karaf ended after '$1'"
        sleep 1
    done
    fail "'$1' did not show '$2' within some minutes"
}

version=$(sed -n 's/.*<feature name="rai" version="\([^"]*\)".*/\1/p' dist/karaf/io/github/rai-lab/rai/*/*-features.xml)
enter "" "to shutdown Karaf"
# the console is there before its commands are
for i in $(seq 30); do
    echo "feature:version-list rai" >&3
    sleep 2
    [ "$(grep -c "Command not found: feature" "$work/shown")" -ge "$i" ] || break
done
enter "feature:repo-add mvn:io.github.rai-lab/rai/$version/xml/features" "Adding feature url"
enter "feature:install rai-vector" "feature:install"
for i in $(seq 60); do
    echo "rai:version" >&3
    sleep 3
    ! grep -q "^rai *[0-9]" "$work/shown" || break
done
enter "rai:list engine" "rai.vector"
enter "rai:train --data 'moons(n=100)' --steps 50 --threads 1 --out $work/one" "kept in *$work/one"
# the minimal Karaf has no shutdown; leaving its console ends it
echo "logout" >&3
wait "$pid" || true
pid=

(cd "$work" && "$root/rai" train --data 'moons(n=100)' --steps 50 --threads 1 --out two > /dev/null 2>&1)
cmp "$work/one/checkpoint/parameters.npy" "$work/two/checkpoint/parameters.npy" || fail "the two trainings differ"
echo "Apache Karaf: the training from its shell gives the same parameters as ./rai train"
