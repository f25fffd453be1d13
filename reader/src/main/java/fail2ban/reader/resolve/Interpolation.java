package fail2ban.reader.resolve;

import fail2ban.reader.text.Section;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

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
  public Optional<TracedText> value(String section, String option) throws UnresolvableException {
    Optional<Setting> setting = config.find(section, option);
    return setting.isEmpty() ? Optional.empty() : Optional.of(expand(section, setting.get()));
  }

  /** The setting's value, seen from the given section. */
  public TracedText expand(String section, Setting setting) throws UnresolvableException {
    var expansion = new Expansion(section, setting);
    expansion.append(setting);
    return expansion.out.build();
  }

  /** One value being expanded. */
  private final class Expansion {
    private final String section;
    private final TracedText.Builder out = new TracedText.Builder();
    private final Deque<Setting> chain = new ArrayDeque<>();
    private final SubstitutionFailures failures;

    private Expansion(String section, Setting root) {
      this.section = section;
      this.failures = new SubstitutionFailures(config, variables, section, root);
    }

    private void append(Setting setting) throws UnresolvableException {
      boolean circular = chain.contains(setting);
      chain.addLast(setting);
      if (chain.size() > MAX_DEPTH && setting.value().contains("%")) {
        throw failures.tooDeep(MAX_DEPTH, circular, chain);
      }
      append(TracedText.of(setting), setting);
      chain.removeLast();
    }

    private void append(TracedText raw, Setting setting) throws UnresolvableException {
      String text = raw.text();
      int from = 0;
      for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
        out.append(raw, from, at);
        from = percent(new RawReference(setting, raw, at, at));
        limit();
      }
      out.append(raw, from, text.length());
      limit();
    }

    /** Handles the percent sign and returns the index behind what belongs to it. */
    private int percent(RawReference sign) throws UnresolvableException {
      String text = sign.raw().text();
      int at = sign.from();
      if (text.startsWith("%%", at)) {
        out.append(sign.raw(), at, at + 1);
        return at + 2;
      }
      if (!text.startsWith("%(", at)) {
        throw failures.lonePercent(sign.to(Math.min(at + 2, text.length())), chain);
      }
      int end = text.indexOf(")", at);
      if (end <= at + 2 || !text.startsWith(")s", end)) {
        throw failures.malformed(sign.to(end < 0 ? text.length() : end + 1), chain);
      }
      reference(sign.to(end + 2), text.substring(at + 2, end));
      return end + 2;
    }

    private void reference(RawReference reference, String name) throws UnresolvableException {
      String key = name.toLowerCase(Locale.ROOT);
      Optional<TracedText> fixed = variables.first(key);
      if (fixed.isPresent()) {
        out.append(fixed.get());
        return;
      }
      int slash = name.indexOf('/');
      boolean found =
          slash < 0
              ? plain(key)
              : qualified(reference.setting(), name.substring(0, slash), key.substring(slash + 1));
      if (!found) {
        throw failures.missing(reference, name, chain);
      }
    }

    private boolean plain(String key) throws UnresolvableException {
      if (key.equals("__name__")) {
        out.append(TracedText.builtIn(section));
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

    private boolean text(Optional<TracedText> text) {
      text.ifPresent(out::append);
      return text.isPresent();
    }

    private void limit() throws UnresolvableException {
      if (out.length() > MAX_LENGTH) {
        throw failures.tooLong();
      }
    }
  }
}
