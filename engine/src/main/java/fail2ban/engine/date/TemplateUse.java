package fail2ban.engine.date;

import java.time.Instant;

/** One template in a detector, and how it has done so far. */
final class TemplateUse {

  private static final int NEVER = Integer.MAX_VALUE;

  private final DateTemplate template;
  private int hits;
  private Instant lastUsed = Instant.MIN;
  private int distance = NEVER;

  TemplateUse(DateTemplate template) {
    this.template = template;
  }

  DateTemplate template() {
    return template;
  }

  int hits() {
    return hits;
  }

  Instant lastUsed() {
    return lastUsed;
  }

  /** How far from the line's start it matched last. */
  int distance() {
    return distance;
  }

  double weight() {
    return hits * template.weight() / Math.max(1, distance);
  }

  void matched(int start, Instant now) {
    hits++;
    lastUsed = now;
    distance = start;
  }
}
