# check_fail2ban: the exit status of ping; a tab must follow the labels.
tab=$(printf '\t')
fail2ban-client ping >/dev/null || { echo CRITICAL; exit 2; }
list=$(fail2ban-client status | sed -n "s/.*Jail list:$tab\{1,\}\(.*\)/\1/p")
total=0
for jail in $(echo "$list" | tr -d ,); do
  banned=$(fail2ban-client status "$jail" | sed -n "s/.*Currently banned:$tab\{1,\}\(.*\)/\1/p")
  total=$((total + banned))
done
echo "OK $total banned in $list"
