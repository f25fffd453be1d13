/**
 * What the jails did over minutes, days and years, in files of a fixed size.
 *
 * <p>In: each jail's sums, once a step. Out: {@link fail2ban.server.history.Series} for a span of
 * time. Thread: one of its own writes; whoever asks waits for a file to be read, and the jails for
 * nobody. The files are rrd4j's round-robin databases, one a jail; the library is loaded with the
 * first of them.
 */
package fail2ban.server.history;
