package fail2ban.reader.resolve;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Section;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Replaces {@code %(x)s} in values of one configuration: options of the own section, DEFAULT,
 * {@code section/x}, {@code default/x}, {@code known/x}. Lazy: only what is asked for can fail.
 *
 * <p>Belongs to one thread.
 */
public final class Interpolation {

  /** ConfigParser's own limit of nesting; a value that refers to nothing does not count. */
  private static final int MAX_DEPTH = 10;

  /** More than any sane value, less than what doubling ten times over could make. */
  private static final int MAX_LENGTH = 1 << 20;

  private final LayeredConfig config;
  private final Variables variables;

  public Interpolation(LayeredConfig config, Variables variables) {
    this.config = config;
    this.variables = variables;
  }

  /** The value of an option of the section or of DEFAULT; empty if neither has it. */
  public Optional<String> value(String section, String option) throws UnresolvableException {
    Optional<Setting> setting = config.find(section, option);
    return setting.isEmpty() ? Optional.empty() : Optional.of(expand(section, setting.get()));
  }

  /** The setting's value, seen from the given section. */
  public String expand(String section, Setting setting) throws UnresolvableException {
    var expansion = new Expansion(section, setting);
    expansion.append(setting);
    return expansion.out.toString();
  }

  /** One value being expanded. */
  private final class Expansion {
    private final String section;
    private final Setting root;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Setting> chain = new ArrayDeque<>();

    private Expansion(String section, Setting root) {
      this.section = section;
      this.root = root;
    }

    private void append(Setting setting) throws UnresolvableException {
      chain.addLast(setting);
      if (chain.size() > MAX_DEPTH && setting.value().contains("%")) {
        throw tooDeep();
      }
      append(setting, setting.value());
      chain.removeLast();
    }

    private void append(Setting setting, String text) throws UnresolvableException {
      int from = 0;
      for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
        out.append(text, from, at);
        from = percent(setting, text, at);
        limit();
      }
      out.append(text, from, text.length());
      limit();
    }

    /** Handles the percent sign and returns the index behind what belongs to it. */
    private int percent(Setting setting, String text, int at) throws UnresolvableException {
      String rest = text.substring(at);
      if (rest.startsWith("%%")) {
        out.append('%');
        return at + 2;
      }
      if (!rest.startsWith("%(")) {
        throw failure(
            "'%' must be followed by '%' or '(', found: " + PythonRepr.quote(rest), setting);
      }
      int end = text.indexOf(")", at);
      if (end <= at + 2 || !text.startsWith(")s", end)) {
        throw failure("bad interpolation variable reference " + PythonRepr.quote(rest), setting);
      }
      reference(setting, text.substring(at + 2, end));
      return end + 2;
    }

    private void reference(Setting from, String name) throws UnresolvableException {
      String key = name.toLowerCase(Locale.ROOT);
      Optional<String> fixed = variables.first(key);
      if (fixed.isPresent()) {
        out.append(fixed.get());
        return;
      }
      int slash = name.indexOf('/');
      boolean found =
          slash < 0
              ? plain(key)
              : qualified(from, name.substring(0, slash), key.substring(slash + 1));
      if (!found) {
        throw missing(from, name);
      }
    }

    private boolean plain(String key) throws UnresolvableException {
      if (key.equals("__name__")) {
        out.append(section);
        return true;
      }
      return setting(config.find(section, key)) || text(variables.last(key));
    }

    private boolean qualified(Setting from, String where, String key) throws UnresolvableException {
      return switch (where.toLowerCase(Locale.ROOT)) {
        case "known" -> known(from, key);
        case "default" -> setting(config.own(Section.DEFAULT, key));
        default -> config.hasSection(where) && setting(config.find(where, key));
      };
    }

    /** In order: the filter's value, an earlier layer's, the one just hidden, DEFAULT's. */
    private boolean known(Setting from, String key) throws UnresolvableException {
      if (text(variables.known(key))) {
        return true;
      }
      Optional<Setting> own = config.own(section, key);
      Optional<Setting> byDefault = config.own(Section.DEFAULT, key);
      return setting(own.flatMap(setting -> setting.before(from.layer())))
          || setting(own.filter(setting -> !chain.contains(setting)).flatMap(Setting::previous))
          || setting(byDefault.flatMap(setting -> setting.before(from.layer())))
          || setting(byDefault.filter(setting -> !chain.contains(setting)));
    }

    private boolean setting(Optional<Setting> setting) throws UnresolvableException {
      if (setting.isPresent()) {
        append(setting.get());
      }
      return setting.isPresent();
    }

    private boolean text(Optional<String> text) {
      text.ifPresent(out::append);
      return text.isPresent();
    }

    private void limit() throws UnresolvableException {
      if (out.length() > MAX_LENGTH) {
        throw failure("value of option " + where() + " grows beyond all bounds", root);
      }
    }

    private UnresolvableException missing(Setting from, String name) {
      return failure(
          "Bad value substitution: option "
              + where()
              + " contains an interpolation key "
              + PythonRepr.quote(name)
              + " which is not a valid option name. Raw value: "
              + PythonRepr.quote(root.value()),
          from);
    }

    private UnresolvableException tooDeep() {
      return failure(
          "Recursion limit exceeded in value substitution: option "
              + where()
              + " contains an interpolation key which cannot be substituted in "
              + MAX_DEPTH
              + " steps. Raw value: "
              + PythonRepr.quote(root.value())
              + " ("
              + chain.stream()
                  .map(setting -> setting.option() + " at " + setting.origin())
                  .distinct()
                  .collect(Collectors.joining(" -> "))
              + ")",
          root);
    }

    private String where() {
      return PythonRepr.quote(root.option()) + " in section " + PythonRepr.quote(section);
    }

    private UnresolvableException failure(String message, Setting at) {
      return new UnresolvableException(message, Optional.of(at.origin()));
    }
  }
}
