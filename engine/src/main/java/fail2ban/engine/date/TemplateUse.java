package fail2ban.engine.date;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One template in a detector, and how it has done so far. */
final class TemplateUse {

  private static final int NEVER = Integer.MAX_VALUE;

  private final DateTemplate template;
  private final long bit;
  private final int number;
  private final @Nullable QuickForm quickForm;
  private int hits;
  private Instant lastUsed = Instant.MIN;
  private int distance = NEVER;

  /**
   * @param bit as the {@link DateGate} knows the template
   * @param number in {@link DateTemplates}
   */
  TemplateUse(DateTemplate template, long bit, int number) {
    this.template = template;
    this.bit = bit;
    this.number = number;
    this.quickForm = QuickForm.of(template).orElse(null);
  }

  DateTemplate template() {
    return template;
  }

  /** As the {@link DateGate} knows the template. */
  long bit() {
    return bit;
  }

  /** True if a gate lets this template pass. */
  boolean isAmong(long possible) {
    return (possible & bit) != 0;
  }

  /** Reads this template's dates by hand; null if nobody can. */
  @Nullable QuickForm quickForm() {
    return quickForm;
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

  DetectorMemory.Use memory() {
    return new DetectorMemory.Use(number, hits, lastUsed, distance);
  }

  void recall(DetectorMemory.Use use) {
    hits = use.hits();
    lastUsed = use.lastUsed();
    distance = use.distance();
  }

  void matched(int start, Instant now) {
    hits++;
    lastUsed = now;
    distance = start;
  }
}
