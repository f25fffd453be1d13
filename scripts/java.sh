# Finds Java. Sourced by the launchers, by demo and by verify; sets variables, prints nothing.
#
# No `java -version` is run (40 ms) where a Java says its version in its `release` file, as every
# distribution's does: a launcher must cost next to nothing.
# shellcheck shell=sh disable=SC2034

java_needed=25
java_architecture=

# java_major HOME: sets major to the version of the Java in that folder, 0 where there is none, and java_architecture
# to the processor it is made for, if it says so: x86_64, aarch64 ...
java_major() {
  major=0
  [ -x "$1/bin/java" ] || return 0
  version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      [ "$key" != JAVA_VERSION ] || version=$value
      [ "$key" != OS_ARCH ] || java_architecture=$value
    done <"$1/release"
  fi
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  version=${version#\"}
  java_architecture=${java_architecture#\"}
  java_architecture=${java_architecture%\"}
  major=${version%%[!0-9]*}
  [ -n "$major" ] || major=0
}

# find_java PROGRAM: sets java_home to a Java that is new enough and has bin/PROGRAM (java or javac).
# $JAVA_HOME goes first, then the java on PATH, then what the distribution keeps under /usr/lib/jvm.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && java_suits "$JAVA_HOME" "$1"; then return 0; fi
  on_path=$(command -v java) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f -- "$on_path")
    if java_suits "${on_path%/bin/java}" "$1"; then return 0; fi
  fi
  for candidate in "${JAVA_FOLDER:-/usr/lib/jvm}"/*; do
    if java_suits "$candidate" "$1"; then return 0; fi
  done
  java_home=
  return 1
}

java_suits() {
  java_home=$1
  [ -x "$1/bin/$2" ] || return 1
  java_major "$1"
  [ "$major" -ge "$java_needed" ]
}
