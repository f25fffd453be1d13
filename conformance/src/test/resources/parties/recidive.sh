# The filter that bans whoever is banned again and again, on our log: Debian's program and ours with Debian's filter.
filter=/etc/fail2ban/filter.d/recidive.conf
/usr/bin/fail2ban-regex -r --usedns no -o '<ip>' "$LOG" "$filter" | sort >theirs.txt
fail2ban-regex -r --usedns no -o '<ip>' "$LOG" "$filter" | sort >ours.txt
diff theirs.txt ours.txt
grep -vx 203.0.113.77 ours.txt
rm theirs.txt ours.txt
