# A dashboard that bans, unbans and reloads, and tries filters out.
fail2ban-client ping | grep -c pong
fail2ban-client set web banip 203.0.113.77
fail2ban-client status web | sed -n 's/.*Banned IP list:\t//p'
fail2ban-client set web unbanip 203.0.113.77
fail2ban-client status web | sed -n 's/.*Banned IP list:\t//p'
fail2ban-client reload
# A jail whose filter is missing: these words are looked for in what a reload says.
printf '[ghost]\nenabled = true\nfilter = ghost\nlogpath = %s\n' "$LOG" >"$CONFIG/jail.local"
fail2ban-client reload >reload.txt 2>&1 || true
rm "$CONFIG/jail.local"
grep -o 'Unable to read the filter' reload.txt
grep -o 'Errors in jail' reload.txt
rm reload.txt
fail2ban-client reload
fail2ban-client status web | grep -c 'Currently banned'
printf 'Jan  1 00:00:00 host sshd[1]: Failed password for root from 192.0.2.8 port 1 ssh2\nnoise\n' >try.txt
fail2ban-regex try.txt "$CONFIG/filter.d/sshd.conf" | sed -n 's/^Lines: \([0-9]* lines, .* missed\).*/\1/p'
rm try.txt
