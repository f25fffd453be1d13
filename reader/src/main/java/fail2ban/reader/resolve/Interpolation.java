package fail2ban.reader.resolve;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

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
    private final Setting root;
    private final TracedText.Builder out = new TracedText.Builder();
    private final Deque<Setting> chain = new ArrayDeque<>();

    private Expansion(String section, Setting root) {
      this.section = section;
      this.root = root;
    }

    private void append(Setting setting) throws UnresolvableException {
      boolean circular = chain.contains(setting);
      chain.addLast(setting);
      if (chain.size() > MAX_DEPTH && setting.value().contains("%")) {
        throw tooDeep(circular);
      }
      append(TracedText.of(setting), setting);
      chain.removeLast();
    }

    private void append(TracedText raw, Setting setting) throws UnresolvableException {
      String text = raw.text();
      int from = 0;
      for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
        out.append(raw, from, at);
        from = percent(new Spot(setting, raw, at));
        limit();
      }
      out.append(raw, from, text.length());
      limit();
    }

    /** Handles the percent sign and returns the index behind what belongs to it. */
    private int percent(Spot spot) throws UnresolvableException {
      String text = spot.raw.text();
      int at = spot.at;
      if (text.startsWith("%%", at)) {
        out.append(spot.raw, at, at + 1);
        return at + 2;
      }
      if (!text.startsWith("%(", at)) {
        throw failure(
            "'%' must be followed by '%' or '(', found: " + PythonRepr.quote(text.substring(at)),
            spot.to(Math.min(at + 2, text.length())),
            "%% stands for a single %");
      }
      int end = text.indexOf(")", at);
      if (end <= at + 2 || !text.startsWith(")s", end)) {
        throw failure(
            "bad interpolation variable reference " + PythonRepr.quote(text.substring(at)),
            spot.to(end < 0 ? text.length() : end + 1),
            "a reference is written %(name)s");
      }
      reference(spot.to(end + 2), text.substring(at + 2, end));
      return end + 2;
    }

    private void reference(Spot spot, String name) throws UnresolvableException {
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
              : qualified(spot.setting, name.substring(0, slash), key.substring(slash + 1));
      if (!found) {
        throw missing(spot, name);
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
        String message = "value of option " + where() + " grows beyond all bounds";
        throw new UnresolvableException(Problem.error(message).at(root.place()));
      }
    }

    private UnresolvableException missing(Spot spot, String name) {
      return failure(
          "Bad value substitution: option "
              + where()
              + " contains an interpolation key "
              + PythonRepr.quote(name)
              + " which is not a valid option name. Raw value: "
              + PythonRepr.quote(root.value()),
          spot,
          NearMiss.of(name, names(name)).map("did you mean %%(%s)s?"::formatted).orElse(""));
    }

    /** What could have been meant by a name that is not there. */
    private List<String> names(String wrong) {
      int slash = wrong.indexOf('/');
      String prefix = slash < 0 ? "" : wrong.substring(0, slash + 1);
      String home =
          slash < 0 || !config.hasSection(wrong.substring(0, slash))
              ? section
              : wrong.substring(0, slash);
      var names = new TreeSet<String>();
      config.options(home).forEach(option -> names.add(prefix + option));
      config.options(Section.DEFAULT).forEach(option -> names.add(prefix + option));
      variables.names().forEach(option -> names.add(prefix + option));
      boolean special = wrong.startsWith("known/") || wrong.startsWith("default/");
      if (slash >= 0 && !special) {
        config.sectionNames().forEach(other -> names.add(other + wrong.substring(slash)));
      }
      return List.copyOf(names);
    }

    private UnresolvableException tooDeep(boolean circular) {
      Problem problem =
          Problem.error(
                  "Recursion limit exceeded in value substitution: option "
                      + where()
                      + " contains an interpolation key which cannot be substituted in "
                      + MAX_DEPTH
                      + " steps. Raw value: "
                      + PythonRepr.quote(root.value()))
              .at(root.place())
              .showing(Excerpt.of(root.value()));
      return new UnresolvableException(
          problem.noting((circular ? "circular: " : "too deep: ") + trail()));
    }

    private UnresolvableException failure(String message, Spot spot, String note) {
      Problem problem =
          Problem.error(message)
              .at(spot.raw.place(spot.at))
              .showing(Excerpt.of(spot.raw.text(), spot.at, spot.to));
      Problem advised = note.isEmpty() ? problem : problem.noting(note);
      return new UnresolvableException(
          chain.size() < 2 ? advised : advised.noting("asked for by " + trail()));
    }

    /** The settings that led here, up to the first that comes again. */
    private String trail() {
      var steps = new ArrayList<String>();
      for (Setting setting : chain) {
        String step = setting.option() + " (" + setting.origin() + ")";
        boolean again = steps.contains(step);
        steps.add(step);
        if (again) {
          break;
        }
      }
      return String.join(" -> ", steps);
    }

    private String where() {
      return PythonRepr.quote(root.option()) + " in section " + PythonRepr.quote(section);
    }
  }

  /** Part of a raw value: what a percent sign begins. */
  private record Spot(Setting setting, TracedText raw, int at, int to) {
    private Spot(Setting setting, TracedText raw, int at) {
      this(setting, raw, at, at + 1);
    }

    private Spot to(int end) {
      return new Spot(setting, raw, at, end);
    }
  }
}
