# A container image and Webmin rewrite lines of fail2ban.conf in place.
cp "$CONFIG/fail2ban.conf" edited.conf
sed -i 's|^logtarget =.*|logtarget = STDOUT|; s|^loglevel =.*|loglevel = NOTICE|' edited.conf
sed -i 's|^dbfile =.*|dbfile = /data/fail2ban.sqlite3|; s|^dbpurgeage =.*|dbpurgeage = 30d|' edited.conf
diff "$CONFIG/fail2ban.conf" edited.conf | sed -n 's/^> //p'
rm edited.conf
