/** What goes wrong around a server, and what it does then; listed in {@code docs/faults.md}. */
package fail2ban.conformance.faults;
