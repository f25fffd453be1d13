package fail2ban.engine.jail;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What led to a ban. Of a stored ban it is decoded when somebody looks at it: most actions never
 * do, and after a restart there may be tens of thousands. Immutable to whoever looks; safe on any
 * thread.
 */
public final class Evidence {

  /**
   * @param attempts how many failures
   * @param matches the log lines, the latest last
   * @param groups what the regexes captured
   */
  public record Details(int attempts, List<MatchedLine> matches, Map<String, Value> groups) {
    public Details {
      matches = List.copyOf(matches);
      groups = Map.copyOf(groups);
    }
  }

  private final Supplier<Details> source;
  private volatile @Nullable Details details;

  private Evidence(Supplier<Details> source, @Nullable Details details) {
    this.source = source;
    this.details = details;
  }

  static Evidence of(Details details) {
    return new Evidence(() -> details, details);
  }

  /**
   * @param source gives the same details each time; may be asked on several threads, and more than
   *     once
   */
  public static Evidence later(Supplier<Details> source) {
    return new Evidence(source, null);
  }

  Details details() {
    Details known = details;
    if (known == null) {
      known = source.get();
      details = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evidence evidence && details().equals(evidence.details());
  }

  @Override
  public int hashCode() {
    return details().hashCode();
  }

  @Override
  public String toString() {
    return details().toString();
  }
}
