# The plugin's two calls: names for the graph, then a value for each.
jails=$(fail2ban-client status | awk -F: '/Jail list/ { gsub(/[ \t]/, "", $2); gsub(/,/, " ", $2); print $2 }')
for jail in $jails; do
  printf '%s.value ' "$(echo "$jail" | tr -c 'a-zA-Z0-9\n' _)"
  fail2ban-client status "$jail" | awk '/Currently banned:/ { print $4 }'
done
