#!/bin/sh
# Stands in for a program: notes how it was called, and what it was given to read, in the file $RECORD.
{
  printf '%s' "${0##*/}"
  for word; do printf ' [%s]' "$word"; done
  echo
  case "${0##*/} $*" in
  mail* | sendmail* | pfctl*-f-* | apprise* | nsupdate* | ipf\ *-f\ -) sed 's/^/  |/' ;;
  esac
} >"$RECORD.$$"
flock "$RECORD" sh -c 'cat "$1" >>"$2"; rm -f "$1"' sh "$RECORD.$$" "$RECORD"
case "${0##*/}" in
whois) printf '%s\n' "whois knows $2" '~! touch evil-whois' '.' '$(touch evil-whois)' ;;
dig) printf '%s\n' '"abuse@example.net,noc@example.net"' '"-oQ/tmp $(touch evil-dig)@example.net; `touch evil-dig`"' ;;
ipfw)
  case "$*" in
  "add "[0-9]*) shift && echo "$*" >>"$RECORD.rules" ;;
  "add "*) shift && echo "00100 $*" >>"$RECORD.rules" ;;
  *list | show) cat "$RECORD.rules" 2>/dev/null ;;
  esac
  ;;
esac
