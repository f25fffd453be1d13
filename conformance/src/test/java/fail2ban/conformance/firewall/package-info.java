/** Our firewall actions in real kernels: against Debian's of the same name, and in its server. */
package fail2ban.conformance.firewall;
