/**
 * {@code fail2ban-regex}: a filter tried on a log, without a server.
 *
 * <p>In: a command line, configuration files, a log. Out: a report of what matched, or what the
 * failures say, one a line. The log is streamed: {@link fail2ban.client.regex.Blocks} cuts it into
 * blocks of lines, {@link fail2ban.client.regex.Dating} finds their dates in order, {@link
 * fail2ban.client.regex.Matching} tries the expressions on any thread, and a {@link
 * fail2ban.client.regex.Listener} hears of the lines in order again. All but the matching happens
 * on the thread that called.
 */
package fail2ban.client.regex;
