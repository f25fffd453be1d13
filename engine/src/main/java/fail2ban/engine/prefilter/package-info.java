/**
 * Many regexes, as one pass over the bytes of a line.
 *
 * <p>In: the literals that each regex requires, once; then lines, possibly with the date cut out.
 * Out: which regexes could match, so that only these are tried. {@link
 * fail2ban.engine.prefilter.RuleScreen} does so for one jail, between the date and the expressions.
 * With sshd's filter (33 failregexes) a line takes a third of the time if one in twenty is a
 * failure, and three quarters if six in ten are. Thread: a {@link
 * fail2ban.engine.prefilter.Prefilter} is immutable and may be shared; the result goes into a set
 * that the caller owns.
 */
package fail2ban.engine.prefilter;
