# collectd's exec scripts, zabbix's user parameters, checkmk: grep and awk, and a bare number of seconds.
fail2ban-client status | grep 'Jail list' | sed -E 's/^[^:]+:[ \t]+//' | tr -d , | tr ' ' '\n'
fail2ban-client status sshd >status.txt
awk '/Currently failed/ { print "failed " $NF } /Currently banned/ { print "banned " $NF }' status.txt
grep 'Currently banned:' status.txt | grep -Eo '[0-9]{1,4}'
grep 'Banned IP list:' status.txt | sed 's/^[^:]*://' | wc -w
rm status.txt
fail2ban-client get sshd findtime
fail2ban-client get web bantime
