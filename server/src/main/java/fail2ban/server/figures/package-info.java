/**
 * The server in figures: what its jails, actions and sources are at, as values and as OpenMetrics
 * text.
 *
 * <p>In: the jails and the store, asked for what they count anyway. Out: {@link
 * fail2ban.server.figures.ServerFigures}, {@link fail2ban.server.figures.MetricsText}. Thread:
 * whichever asks; no jail is waited for, so that a jail at work or stuck costs the reader nothing,
 * and the reader costs the jail nothing.
 */
package fail2ban.server.figures;
