/** The stream of commands, sent to a server by other hands than the client's. */
package fail2ban.conformance.stream;
