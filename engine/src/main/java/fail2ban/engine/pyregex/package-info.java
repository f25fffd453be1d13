/**
 * Python regular expressions.
 *
 * <p>In: a pattern as filter files have it, in the dialect of Python 3.11's {@code re}, and texts
 * to search. Out: the first match with its groups, or that there is none, or that the search was
 * given up.
 *
 * <p>A pattern goes this way: {@link fail2ban.engine.pyregex.Parser} reads it into a tree of {@link
 * fail2ban.engine.pyregex.Node}s, which no longer depends on flags or names. For texts of nothing
 * but ASCII, {@link fail2ban.engine.pyregex.ProgramWriter} writes the tree as a {@link
 * fail2ban.engine.pyregex.Program} that a {@link fail2ban.engine.pyregex.Machine} runs on the
 * text's bytes; for all others {@link fail2ban.engine.pyregex.JavaTranslator} writes it as a Java
 * pattern that means the same. Both go under a {@link fail2ban.engine.pyregex.StepBudget}, because
 * backtracking knows no limit and strangers write the texts. The tree also yields {@link
 * fail2ban.engine.pyregex.RequiredLiterals}, by which texts can be passed over unsearched, and
 * {@link fail2ban.engine.pyregex.Lint}.
 *
 * <p>Thread: compiled patterns are immutable and shared; a search belongs to the thread that calls
 * it. How far a repeated group can go in a text beyond ASCII depends on that thread's stack: give
 * it 16 MiB.
 */
package fail2ban.engine.pyregex;
