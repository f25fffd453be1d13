/**
 * Addresses, networks and the ids that a jail can ban.
 *
 * <p>In: text from log lines, commands and configuration. Out: immutable values. Nothing here asks
 * a name server or opens a socket. Thread: any.
 */
package fail2ban.engine.address;
