/**
 * A line in, a verdict out: failregex, prefregex and their tags, connection ids; and whom a jail
 * never bans.
 *
 * <p>In: {@link fail2ban.engine.filter.FilterRules} as commands build them, lines, and the time
 * they are read at. Out: {@link fail2ban.engine.filter.Verdict}. Thread: a {@link
 * fail2ban.engine.filter.LineFilter} belongs to one jail's thread; the rest is immutable. Names are
 * not resolved here: an {@link fail2ban.engine.filter.Offender.Host} goes to whoever asks name
 * servers.
 */
package fail2ban.engine.filter;
