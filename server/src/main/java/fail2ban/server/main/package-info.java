/**
 * Puts the server together, starts and stops it: the only place that makes objects of many
 * packages.
 *
 * <p>In: where the socket is and how to log. Out: an exit status. Thread: the calling one waits
 * until the server is to stop; all others are made by {@code ServerThreads}.
 */
package fail2ban.server.main;
