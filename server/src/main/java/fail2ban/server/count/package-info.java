/**
 * Counters of what jails and their actions have done, for whoever wants to show it.
 *
 * <p>In: counts from the threads that do the work, once a batch of lines, not once a line. Out:
 * sums, to be read on any thread at any time. Nothing here waits, allocates per line or knows what
 * becomes of the figures.
 */
package fail2ban.server.count;
