/**
 * Names and addresses: what the name service says, remembered for a while, and what is our own.
 *
 * <p>In: a name or an address. Out: a stage that completes with what is known, at the latest after
 * a timeout; nobody ever waits here in a thread of his own. Thread: any; lookups run in threads of
 * their own, a bounded number at a time.
 */
package fail2ban.server.dns;
