/** Log files that grow, are renamed, copied and cut, under a server that follows them. */
package fail2ban.conformance.follow;
