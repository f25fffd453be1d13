/**
 * Python regular expressions.
 *
 * <p>In: a pattern as filter files have it, in the dialect of Python 3.11's {@code re}, and texts
 * to search. Out: the first match with its groups, or that there is none, or that the search was
 * given up.
 *
 * <p>A pattern goes three steps: {@link fail2ban.engine.pyregex.Parser} reads it into a tree of
 * {@link fail2ban.engine.pyregex.Node}s, which no longer depends on flags or names; {@link
 * fail2ban.engine.pyregex.JavaTranslator} writes the tree as a Java pattern that means the same;
 * and {@link fail2ban.engine.pyregex.PythonPattern} runs that under a {@link
 * fail2ban.engine.pyregex.StepBudget}, because Java backtracks without limit and strangers write
 * the texts. The tree also yields {@link fail2ban.engine.pyregex.RequiredLiterals}, by which texts
 * can be passed over unsearched, and {@link fail2ban.engine.pyregex.Lint}.
 *
 * <p>Thread: compiled patterns are immutable and shared; a search belongs to the thread that calls
 * it. How much text a repeated group can cross depends on that thread's stack: give it 16 MiB.
 */
package fail2ban.engine.pyregex;
