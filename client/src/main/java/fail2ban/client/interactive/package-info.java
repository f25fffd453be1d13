/**
 * Where the lines of {@code fail2ban-client -i} come from: a terminal with editing, completion and
 * history, or any other input.
 *
 * <p>In: keys, and what may stand where in a command. Out: lines. Thread: the program's own.
 */
package fail2ban.client.interactive;
