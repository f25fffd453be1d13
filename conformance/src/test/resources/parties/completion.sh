# bash completion takes the commands, and what may follow a jail, out of the help: all that the installed one offers.
offered() {
  grep -E '^    [a-z]+' "$1" | awk '{ print $1 }'
  sed -n 's/^    \(set\|get\) <JAIL> \([a-z.]*\).*/\1 \2/p' "$1"
}
fail2ban-client --help >ours.txt
/usr/bin/fail2ban-client --help >theirs.txt
offered ours.txt | sort -u >ours.list
offered theirs.txt | sort -u >theirs.list
[ "$(wc -l <theirs.list)" -gt 60 ] && comm -13 ours.list theirs.list
rm ours.* theirs.*
echo complete
