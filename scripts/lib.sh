# Shared by the scripts beside it: finds JDK 25 and Maven, and builds the jar when it is out of date.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Where JDKs usually are: JAVA_HOME, the `javac` on the path, then the usual folders.
jdk_homes() {
  local on_path
  printf '%s\n' "${JAVA_HOME:-}"
  on_path=$(command -v javac) && dirname "$(dirname "$(readlink -f "$on_path")")"
  printf '%s\n' /usr/lib/jvm/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home
}

# Sets JAVA_HOME to the first JDK 25 or newer.
need_jdk() {
  local home version
  while IFS= read -r home; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$home
      return
    fi
  done < <(jdk_homes)
  fail "Courant needs a JDK 25 or newer and found none: install one (Eclipse Temurin 25, for example) or set JAVA_HOME to it."
}

need_maven() {
  command -v mvn >/dev/null || fail "Courant is built with Maven and found no mvn on the path: install Apache Maven 3.8 or newer."
}

# Runs Maven on that JDK, without the codes for colours that it writes even into files.
maven() {
  need_maven
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  (cd "$root" && mvn --batch-mode --no-transfer-progress "$@" 2>&1) | sed $'s/\e\[0m//g'
}

# What the jar is made of. A file that is gone leaves its copy in target/, hence the list.
ingredients() {
  (cd "$root" && find src/main templates pom.xml -type f | LC_ALL=C sort)
}

# Builds the jar unless it is newer than everything it is made of. The old jar is removed, not overwritten: a server that
# runs from it goes on.
build() {
  local jar=$root/target/courant.jar list=$root/target/ingredients clean=
  if [ -f "$jar" ] && [ -f "$list" ] && ingredients | cmp -s - "$list" &&
    [ -z "$(cd "$root" && find src/main templates pom.xml -type f -newer "$jar" -print -quit)" ]; then
    return
  fi
  if [ -f "$list" ] && ingredients | LC_ALL=C comm -13 - "$list" | grep -q .; then
    clean=yes
  fi
  need_maven
  printf 'Building Courant…\n' >&2
  rm -f "$jar"
  maven --quiet ${clean:+clean} -DskipTests -Dspotless.check.skip=true package >&2 || fail "The build failed; what is wrong stands above."
  ingredients >"$list"
}

# Runs the jar in Courant's own folder, where config/, data/ and templates/ are. The folder of the call is told, so that
# files named in the arguments are found from there.
run_courant() {
  [ "$PWD" = "$root" ] || export COURANT_CALLED_FROM=$PWD
  cd "$root"
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC ${COURANT_JAVA_OPTIONS:-} -jar "$root/target/courant.jar" "$@"
}
