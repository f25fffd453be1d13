package fail2ban.engine.action;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An action as the configuration describes it: its commands, parameters and switches, each a
 * property. A property named {@code x?family=inet6} stands in for {@code x} in that family, one
 * named {@code x?kind=network} for bans of networks; where both are, the kind's counts.
 *
 * @param name the action's name within its jail
 * @param kind who carries it out
 * @param properties in the order given
 */
public record ActionDefinition(String name, ActionKind kind, Map<String, String> properties) {

  private static final String TIMEOUT = "timeout";
  private static final String DEFAULT_TIMEOUT = "60";
  private static final double SHORTEST_TIMEOUT = 0.001;
  private static final double LONGEST_TIMEOUT = 1e9;
  private static final String FAMILY = "?family=";
  private static final String KIND = "?kind=";
  private static final Set<String> TRUE_WORDS = Set.of("1", "on", "true", "yes");

  /**
   * @throws IllegalArgumentException if {@code timeout} is not a positive number of seconds, or
   *     something else can be seen to be impossible
   */
  public ActionDefinition {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    seconds(properties.getOrDefault(TIMEOUT, DEFAULT_TIMEOUT));
  }

  /** Of commands for the shell. */
  public ActionDefinition(String name, Map<String, String> properties) {
    this(name, ActionKind.SHELL, properties);
  }

  public ActionDefinition(String name) {
    this(name, Map.of());
  }

  /**
   * This definition with one property set, for the configuration and for {@code set JAIL action ACT
   * PROPERTY VALUE}. Setting {@code bantime} changes nothing, as in fail2ban: the tag is the ban's.
   *
   * @param value for {@code timeout} a number of seconds; time expressions are the caller's to read
   * @throws IllegalArgumentException if {@code timeout} is not a positive number of seconds
   */
  public ActionDefinition with(String property, String value) {
    if (property.equals("bantime")) {
      return this;
    }
    var changed = new LinkedHashMap<>(properties);
    changed.put(property, value);
    return new ActionDefinition(name, kind, changed);
  }

  /** The property's value, or its default if it has one; empty for a name never heard of. */
  public Optional<String> property(String property) {
    return Optional.ofNullable(properties.get(property)).or(() -> standard(property));
  }

  /** All that can be read with {@link #property(String)}, sorted. */
  public SortedSet<String> propertyNames() {
    var names = new TreeSet<>(properties.keySet());
    names.add(TIMEOUT);
    for (Operation operation : Operation.values()) {
      names.add(operation.option());
    }
    return names;
  }

  /** True if anything differs between the address families, so that each needs its own start. */
  public boolean hasFamilies() {
    return varies(FAMILY) || hasKinds();
  }

  /** True if anything differs between addresses and networks as well. */
  public boolean hasKinds() {
    return varies(KIND);
  }

  /** {@code actionstart_on_demand}: start before the first ban instead of with the jail. */
  public boolean startsOnDemand() {
    return Optional.ofNullable(properties.get("actionstart_on_demand"))
        .map(ActionDefinition::truth)
        .orElseGet(this::hasFamilies);
  }

  /** {@code norestored}: bans from the database are not carried out again. */
  public boolean skipsRestored() {
    return isTrue("norestored");
  }

  /** {@code actionrepair_on_unban}: a failed unban is a reason to repair, too. */
  public boolean repairsOnUnban() {
    return isTrue("actionrepair_on_unban");
  }

  /** True if the action does anything about it at all. */
  public boolean has(Operation operation) {
    return switch (kind) {
      case SHELL -> !command(operation).isBlank();
      case MAIL -> MailAction.does(operation);
    };
  }

  /** How long each command may take, 60 seconds unless set. */
  public Duration timeout() {
    return seconds(properties.getOrDefault(TIMEOUT, DEFAULT_TIMEOUT));
  }

  /** A property as seen in a family and for a kind of id, which may have variants of their own. */
  Optional<String> property(String property, FamilyScope scope) {
    return scope
        .kind()
        .map(kind -> properties.get(property + KIND + kind.word()))
        .or(() -> scope.family().map(family -> properties.get(property + FAMILY + family.word())))
        .or(() -> Optional.ofNullable(properties.get(property)));
  }

  /** The text of a command before any substitution; {@code actionreban} is by default the ban. */
  String command(Operation operation) {
    String own = properties.getOrDefault(operation.option(), "");
    return operation == Operation.REBAN && own.isBlank() ? command(Operation.BAN) : own;
  }

  private Optional<String> standard(String property) {
    if (property.equals(TIMEOUT)) {
      return Optional.of(DEFAULT_TIMEOUT);
    }
    for (Operation operation : Operation.values()) {
      if (operation.option().equals(property)) {
        return Optional.of("");
      }
    }
    return Optional.empty();
  }

  private boolean varies(String condition) {
    return properties.keySet().stream().anyMatch(property -> property.contains(condition));
  }

  /** What a switch says. */
  boolean isTrue(String property) {
    return truth(properties.getOrDefault(property, ""));
  }

  private static boolean truth(String word) {
    return TRUE_WORDS.contains(word.strip().toLowerCase(Locale.ROOT));
  }

  private static Duration seconds(String text) {
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("timeout '" + text + "' is no number of seconds", e);
    }
    if (!(seconds >= SHORTEST_TIMEOUT && seconds <= LONGEST_TIMEOUT)) {
      throw new IllegalArgumentException("timeout '" + text + "' is out of range");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
