# Becomes the Java program $program (client, server or regex) of the checkout that holds this file.
#
# Sourced by ./fail2ban-client, ./fail2ban-server and ./fail2ban-regex, which set $program and $here. It ends in `exec`:
# the process that was started is the Java process, with the same pid.
#
# For developers: FAIL2BAN_JAVA_OPTIONS (split at blanks) is put after the flags below and so
# overrides them, for instance FAIL2BAN_JAVA_OPTIONS=-Xmx1g for a server with very many bans.

# shellcheck shell=sh disable=SC2154,SC2086

# CDPATH would make `cd` print where it went.
root=$(CDPATH='' cd -- "$here" && pwd -P) || exit 1
name=fail2ban-$program

refuse() {
  echo "$name: $*" >&2
  exit 1
}

. "$root/scripts/java.sh"
find_java java ||
  refuse "no Java $java_needed or newer (looked at JAVA_HOME, PATH, /usr/lib/jvm): install a JDK $java_needed"

lib=$root/client/target/app/lib
built() { set -- "$lib"/fail2ban-engine-*.jar && [ -e "$1" ]; }

# Two first starts at once must not build into the same folder: the second waits and finds it done.
build() (
  exec 9<"$root/pom.xml"
  ! command -v flock >/dev/null || flock 9
  ! built || exit 0
  cd "$root" || exit 1
  # Maven's own libraries use what Java $java_needed warns of.
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    JAVA_HOME=$java_home exec mvn -B -q -Dstyle.color=never -pl client -am -Dmaven.test.skip=true -Darchives.skip=false package >&2 9<&-
)

if ! built; then
  runner=$java_home
  find_java javac || refuse "not built yet, and $runner has no compiler: install a JDK $java_needed"
  command -v mvn >/dev/null || refuse "not built yet, and there is no mvn: install Maven"
  [ -w "$root/client" ] || refuse "not built yet, and $root is not writable: build as its owner"
  echo "$name: building, once (mvn package in $root) ..." >&2
  build || refuse "the build failed, see above"
fi

# Without a UTF-8 locale, as usual for a service, Java would mangle file names and arguments. The
# programs that the server starts get the original value
# back, empty for none.
export FAIL2BAN_ORIGINAL_LC_ALL="${LC_ALL-}"
export LC_ALL=C.UTF-8

# Socket activation: a service manager hands over listening sockets from descriptor 3 on, to the process that
# LISTEN_PID names. Ours is the one called fail2ban, else the first; Java takes it as standard input.
take_socket() {
  handed=false
  [ "${LISTEN_PID-}" = $$ ] && [ "${LISTEN_FDS:-0}" -gt 0 ] || return 0
  descriptor=3
  names=:${LISTEN_FDNAMES-}:
  case $names in
    *:fail2ban:*)
      names=${names#:}
      while [ "${names%%:*}" != fail2ban ]; do
        names=${names#*:}
        descriptor=$((descriptor + 1))
      done
      ;;
  esac
  [ $descriptor -le 9 ] || refuse "the socket named fail2ban is the $((descriptor - 2))th, too far behind"
  eval "exec 0<&$descriptor $descriptor<&-"
  handed=true
}

# The archive of loaded classes that the build made (packaging/lib/train). Java leaves one aside that does not fit its
# version, its flags or the jars, and says nothing.
archive=$root/client/target/app/$program.aot
if [ -n "${FAIL2BAN_TRAINING-}" ]; then
  archive=-XX:AOTCacheOutput=$FAIL2BAN_TRAINING
elif [ -r "$archive" ]; then
  archive=-XX:AOTCache=$archive
else
  archive=-Xshare:auto
fi
unset FAIL2BAN_TRAINING

# Both: Serial is the collector with the smallest footprint; no file in /tmp/hsperfdata_*.
# Client: it lives for a few milliseconds, so the quick compiler alone.
# Server: both compilers, and a small young generation, so that a quiet server stays small. The
# second compiler inlines less than it would: it costs most of the CPU of a busy server's first minute.
# Regex: both compilers, because logs are long; a small heap, because nothing of a log is kept.
# Out of memory it ends instead of limping on: the bans stand, and a restart takes everything up again.
# `set -f`: an option with a star is no pattern for file names.
set -f
case $program in
  client)
    main=fail2ban.client.ClientMain
    set -- -XX:TieredStopAtLevel=1 -Xmx64m \
      ${FAIL2BAN_JAVA_OPTIONS:-} "-Dfail2ban.home=$root" -cp "$lib/*" "$main" "$@"
    ;;
  server)
    # Log, database and socket are for their owner alone.
    umask 077
    # So does a client start a server in the background: nothing of its terminal or pipe is kept.
    case "${1-} ${2-}" in '--async -b') exec </dev/null >/dev/null 2>&1 ;; esac
    main=fail2ban.client.ServerMain
    take_socket
    # The database's driver would unpack its library into /tmp at each start, and leave it there after a kill.
    sqlite=$root/client/target/app/native/org/sqlite/native/Linux/$java_architecture
    [ -e "$sqlite/libsqlitejdbc.so" ] || sqlite=
    set -- -Xms16m -Xmn8m -Xmx512m -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError \
      -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 \
      -XX:MaxInlineLevel=6 -XX:InlineSmallCode=500 \
      ${FAIL2BAN_JAVA_OPTIONS:-} "-Dfail2ban.home=$root" \
      ${sqlite:+"-Dorg.sqlite.lib.path=$sqlite"} \
      "-Dfail2ban.handed-socket=$handed" "-Dfail2ban.notify-socket=${NOTIFY_SOCKET-}" -cp "$lib/*" "$main" "$@"
    # Of no concern to the programs that the server starts.
    unset LISTEN_PID LISTEN_FDS LISTEN_FDNAMES NOTIFY_SOCKET
    ;;
  regex)
    main=fail2ban.client.regex.RegexMain
    set -- -Xms24m -Xmn20m -Xmx256m -XX:+UseCompactObjectHeaders \
      -XX:MaxInlineLevel=6 -XX:InlineSmallCode=500 \
      ${FAIL2BAN_JAVA_OPTIONS:-} "-Dfail2ban.home=$root" -cp "$lib/*" "$main" "$@"
    ;;
esac
exec "$java_home/bin/java" "$archive" -Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr \
  -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED "$@"
