# shellcheck disable=SC2086
exec "$home/runtime/bin/fail2ban-regex" "$cache" -Xlog:disable -Xlog:all=warning:stderr \
  -XX:+UseSerialGC -XX:-UsePerfData -Xms24m -Xmn20m -Xmx256m -XX:+UseCompactObjectHeaders \
  -XX:MaxInlineLevel=6 -XX:InlineSmallCode=500 --enable-native-access=ALL-UNNAMED \
  ${FAIL2BAN_JAVA_OPTIONS-} "-Dfail2ban.library=$root/share/fail2ban" "-Dfail2ban.programs=$root/bin" \
  -cp "@CLASSPATH@" fail2ban.client.regex.RegexMain "$@"
