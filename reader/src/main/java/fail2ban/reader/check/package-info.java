/**
 * Whether a value is what its option takes: what the server would refuse, and what it would accept
 * in another sense than was meant.
 *
 * <p>In: an option's name and final text. Out: {@link fail2ban.reader.check.Fault}s, each with the
 * part of the text that is wrong. Thread: none of its own; only {@link
 * fail2ban.reader.check.RegexChecks} remembers something, and belongs to the thread that made it.
 */
package fail2ban.reader.check;
