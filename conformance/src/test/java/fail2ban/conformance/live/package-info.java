/** A server that runs and is spoken to: what commands, signals and mistakes do to it. */
package fail2ban.conformance.live;
