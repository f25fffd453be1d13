package fail2ban.engine.date;

import fail2ban.engine.pyregex.MatchOutline;
import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.PythonPattern.Flag;
import fail2ban.engine.pyregex.PythonPatternException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The regular expression of a template and the reader of what it finds. Compiled when it is needed:
 * of the many default forms a log uses one, and that is often read without. Any thread; those that
 * come at once make the same.
 */
final class DateExpression {

  private final String source;
  private final Set<Flag> flags;
  private final Function<PythonPattern, TimeReader> reading;
  private volatile @Nullable Compiled compiled;

  private record Compiled(PythonPattern regex, TimeReader reader) {}

  /**
   * An expression that is known to compile.
   *
   * @param reading makes the reader of its matches
   */
  DateExpression(String source, Set<Flag> flags, Function<PythonPattern, TimeReader> reading) {
    this.source = source;
    this.flags = Set.copyOf(flags);
    this.reading = reading;
  }

  /**
   * Compiles it now.
   *
   * @throws PythonPatternException if it is no expression
   */
  void check() throws PythonPatternException {
    PythonPattern regex = PythonPattern.compile(source, flags);
    compiled = new Compiled(regex, reading.apply(regex));
  }

  String source() {
    return source;
  }

  /** What its matches look like; found out anew with each call, without compiling. */
  MatchOutline outline() {
    try {
      return MatchOutline.of(source, flags);
    } catch (PythonPatternException e) {
      throw unexpected(e);
    }
  }

  PythonPattern regex() {
    return compiled().regex();
  }

  TimeReader reader() {
    return compiled().reader();
  }

  private Compiled compiled() {
    Compiled known = compiled;
    if (known != null) {
      return known;
    }
    try {
      PythonPattern regex = PythonPattern.compile(source, flags);
      var made = new Compiled(regex, reading.apply(regex));
      compiled = made;
      return made;
    } catch (PythonPatternException e) {
      throw unexpected(e);
    }
  }

  private IllegalStateException unexpected(PythonPatternException cause) {
    return new IllegalStateException("a form that does not compile: " + source, cause);
  }
}
