/** The systemd journal as a log: this server and the Python program on the same journal files. */
package fail2ban.conformance.journal;
