/**
 * How long the hot parts of a line's way take: its date, the screening of its bytes, the matching,
 * the tally.
 *
 * <p>In: lines and expressions like those of an sshd log. Out: JMH's figures. {@code
 * scripts/benchmark} runs them.
 */
package fail2ban.benchmarks;
