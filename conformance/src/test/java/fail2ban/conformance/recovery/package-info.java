/** What a server knows after it was stopped, killed, and started again. */
package fail2ban.conformance.recovery;
