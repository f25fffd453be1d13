# shellcheck disable=SC2086
exec "$home/runtime/bin/fail2ban-client" "$cache" -Xlog:disable -Xlog:all=warning:stderr -XX:TieredStopAtLevel=1 \
  -XX:+UseSerialGC -XX:-UsePerfData -Xmx64m -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  ${FAIL2BAN_JAVA_OPTIONS-} "-Dfail2ban.library=$root/share/fail2ban" "-Dfail2ban.programs=$root/bin" \
  -cp "@CLASSPATH@" fail2ban.client.ClientMain "$@"
