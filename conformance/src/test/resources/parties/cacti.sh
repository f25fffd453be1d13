# Fields of awk, of which the branches of the tree are the first.
fail2ban-client status sshd >status.txt
awk '/Total failed:/ { print "failed:" $5 }' status.txt
awk '/Total banned:/ { print "banned:" $4 }' status.txt
rm status.txt
