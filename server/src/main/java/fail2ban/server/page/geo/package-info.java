/**
 * Where addresses are, by databases in MaxMind's format, if there are any.
 *
 * <p>In: addresses. Out: country and network. Safe on any thread; the files are mapped, not read.
 */
package fail2ban.server.page.geo;
