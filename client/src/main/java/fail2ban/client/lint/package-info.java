/**
 * {@code fail2ban-regex --lint}: filters examined without a log.
 *
 * <p>In: which filters. Out: what {@link fail2ban.engine.lint.FilterLint} says of their
 * expressions, at the file and line where each was written, without what the files accept by {@link
 * fail2ban.client.lint.Acceptances}. Thread: the caller's.
 */
package fail2ban.client.lint;
