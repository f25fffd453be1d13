# Log, database and socket are for their owner alone.
umask 077
# So does a client start a server in the background: nothing of its terminal or pipe is kept.
case "${1-} ${2-}" in '--async -b') exec </dev/null >/dev/null 2>&1 ;; esac

# Socket activation: a service manager hands over listening sockets from descriptor 3 on, to the process that
# LISTEN_PID names. Ours is the one called fail2ban, else the first; Java takes it as standard input.
handed=false
if [ "${LISTEN_PID-}" = $$ ] && [ "${LISTEN_FDS:-0}" -gt 0 ]; then
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
  if [ $descriptor -gt 9 ]; then
    echo "fail2ban-server: the socket named fail2ban is the $((descriptor - 2))th, too far behind" >&2
    exit 1
  fi
  eval "exec 0<&$descriptor $descriptor<&-"
  handed=true
fi
notify=${NOTIFY_SOCKET-}
# Of no concern to the programs that the server starts.
unset LISTEN_PID LISTEN_FDS LISTEN_FDNAMES NOTIFY_SOCKET

# Both compilers, of which the second inlines less than it would: it costs most of the CPU of a busy server's first
# minute. A small young generation, so that a quiet server stays small. Out of memory it ends instead of limping on:
# the bans stand, and a restart takes everything up again.
# shellcheck disable=SC2086
exec "$home/runtime/bin/fail2ban-server" "$cache" -Xlog:disable -Xlog:all=warning:stderr \
  -XX:+UseSerialGC -XX:-UsePerfData -Xms16m -Xmn8m -Xmx512m -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError \
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:MaxInlineLevel=6 -XX:InlineSmallCode=500 \
  --enable-native-access=ALL-UNNAMED ${FAIL2BAN_JAVA_OPTIONS-} \
  "-Dfail2ban.library=$root/share/fail2ban" "-Dfail2ban.programs=$root/bin" "-Dorg.sqlite.lib.path=$home/native" \
  "-Dfail2ban.handed-socket=$handed" "-Dfail2ban.notify-socket=$notify" \
  -cp "@CLASSPATH@" fail2ban.client.ServerMain "$@"
