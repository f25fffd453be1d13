/**
 * What is questionable about a filter's expressions, shown by lines that prove it.
 *
 * <p>In: {@link fail2ban.engine.filter.FilterRules}. Out: {@link fail2ban.engine.lint.Remark}s,
 * each about a place in one expression. An honest line is made after each expression ({@link
 * fail2ban.engine.lint.LineMaker}), what a stranger could write into it is varied ({@link
 * fail2ban.engine.lint.Plants}), and the rules themselves tell whom they would ban then ({@link
 * fail2ban.engine.lint.Judge}): what is claimed has happened. Thread: the caller's.
 */
package fail2ban.engine.lint;
