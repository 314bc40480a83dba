# Shared by the scripts beside it: finds JDK 25 and Maven, and builds the jar when it is out of date.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Prints the home of the first JDK 25 or newer: JAVA_HOME, the `java` on the path, then the usual folders.
find_jdk() {
  local candidate on_path
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ] || continue
    if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

JAVA_HOME=$(find_jdk) || fail "Courant needs a JDK 25 or newer and found none: install one (Eclipse Temurin 25, for example) or set JAVA_HOME to it."
export JAVA_HOME
export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

maven() {
  command -v mvn >/dev/null || fail "Courant is built with Maven and found no mvn on the path: install Apache Maven 3.8 or newer."
  (cd "$root" && mvn --batch-mode --quiet "$@")
}

# Builds the jar unless it is newer than everything it is made of.
build() {
  local jar=$root/target/courant.jar
  if [ ! -f "$jar" ] || [ -n "$(find "$root/src/main" "$root/templates" "$root/pom.xml" -newer "$jar" -print -quit)" ]; then
    printf 'Building Courant…\n' >&2
    maven -DskipTests -Dspotless.check.skip=true package >&2 || fail "The build failed; what is wrong stands above."
  fi
}

run_courant() {
  cd "$root"
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=4 ${COURANT_JAVA_OPTIONS:-} -jar "$root/target/courant.jar" "$@"
}
