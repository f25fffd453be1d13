/**
 * Lengths of time as administrators write them, {@code 1d12h}, and as the log shows them.
 *
 * <p>In: text. Out: seconds, and back. Thread: none, all types are immutable.
 */
package fail2ban.engine.time;
