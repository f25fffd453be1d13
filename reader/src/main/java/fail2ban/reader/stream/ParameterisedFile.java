package fail2ban.reader.stream;

import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TagResolution;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A filter or action file with the parameters that one jail gives it. What wins, from strong to
 * weak: the jail's parameters, {@code [Init]}, {@code [Definition]}, {@code [DEFAULT]}.
 *
 * <p>Belongs to one thread.
 */
final class ParameterisedFile {

  static final String DEFINITION = "Definition";
  static final String INIT = "Init";

  private final LayeredConfig config;
  private final Reference reference;
  private final Map<String, TracedText> jail;
  private final Interpolation interpolation;
  private final Map<String, TracedText> lowerCased = new LinkedHashMap<>();

  /** As the file has them, before the jail's parameters. */
  private final Map<String, TracedText> init = new LinkedHashMap<>();

  private ParameterisedFile(
      LayeredConfig config,
      Reference reference,
      Map<String, TracedText> jail,
      Map<String, TracedText> builtin,
      boolean initFirst)
      throws UnresolvableException {
    this.config = config;
    this.reference = reference;
    this.jail = Map.copyOf(jail);
    readInit(builtin);
    reference
        .parameters()
        .forEach((name, value) -> lowerCased.put(name.toLowerCase(Locale.ROOT), value));
    var first = new LinkedHashMap<>(initFirst ? init : jail);
    first.putAll(lowerCased);
    this.interpolation =
        new Interpolation(config, new Variables(first, Map.of(), initFirst ? Map.of() : init));
  }

  /** {@code %(x)s} means Init's x before Definition's. */
  static ParameterisedFile filter(
      LayeredConfig config, Reference reference, Map<String, TracedText> builtin)
      throws UnresolvableException {
    return new ParameterisedFile(config, reference, Map.of(), builtin, true);
  }

  /**
   * {@code %(x)s} means Definition's x before Init's.
   *
   * @param jail options of the jail itself, which are stronger than Definition: so an action gets
   *     to know the jail's {@code logpath}
   */
  static ParameterisedFile action(
      LayeredConfig config,
      Reference reference,
      Map<String, TracedText> jail,
      Map<String, TracedText> builtin)
      throws UnresolvableException {
    return new ParameterisedFile(config, reference, jail, builtin, false);
  }

  /** Init sees only itself, DEFAULT, and what fail2ban defines. */
  private void readInit(Map<String, TracedText> builtin) throws UnresolvableException {
    var alone = new Interpolation(config, Variables.only(builtin));
    for (String option : config.options(INIT)) {
      Optional<Setting> setting = config.own(INIT, option);
      if (setting.isPresent()) {
        init.put(option, alone.expand(INIT, setting.get()));
      }
    }
  }

  Reference reference() {
    return reference;
  }

  /** The options of Init in file order with the jail's parameters in effect. */
  Map<String, TracedText> init() {
    var effective = new LinkedHashMap<String, TracedText>();
    init.forEach((option, value) -> effective.put(option, parameterOr(option, value)));
    return effective;
  }

  /** {@code x} given by the jail stands for {@code x?family=inet6} too, unless that is given. */
  private TracedText parameterOr(String option, TracedText value) {
    int condition = option.indexOf('?');
    String plain = condition < 0 ? option : option.substring(0, condition);
    TracedText given = reference.parameters().get(option);
    if (given == null) {
      given = reference.parameters().get(plain);
    }
    return given == null ? value : given;
  }

  /** The setting of an option that no parameter replaces. */
  Optional<Setting> definition(String option) {
    return reference.parameters().containsKey(option)
        ? Optional.empty()
        : config.find(DEFINITION, option);
  }

  /** Which settings of the file could give an option its value, from weak to strong. */
  List<Setting> candidates(String option) {
    var candidates = new ArrayList<>(History.candidates(config, DEFINITION, option));
    config.own(INIT, option).ifPresent(candidates::add);
    return candidates;
  }

  /** The value of an option of Definition, {@code %(x)s} replaced but not {@code <x>}. */
  TracedText expand(Setting setting) throws UnresolvableException {
    return interpolation.expand(DEFINITION, setting);
  }

  /** Replaces {@code <x>} in a value of this file. */
  TracedText resolve(String option, TracedText value, Predicate<String> untouched)
      throws UnresolvableException {
    return new TagResolution(this::tag, untouched).resolve(option, value);
  }

  private Optional<TracedText> tag(String name) throws UnresolvableException {
    TracedText exact = reference.parameters().get(name);
    if (exact == null) {
      exact = init.get(name);
    }
    if (exact != null) {
      return Optional.of(exact);
    }
    int slash = name.indexOf('/');
    return slash < 0
        ? lowerCase(name.toLowerCase(Locale.ROOT))
        : qualified(name.substring(0, slash), name.substring(slash + 1).toLowerCase(Locale.ROOT));
  }

  private Optional<TracedText> lowerCase(String option) throws UnresolvableException {
    TracedText given = lowerCased.containsKey(option) ? lowerCased.get(option) : init.get(option);
    if (given == null) {
      given = jail.get(option);
    }
    return given != null ? Optional.of(given) : interpolation.value(DEFINITION, option);
  }

  private Optional<TracedText> qualified(String section, String option)
      throws UnresolvableException {
    return switch (section.toLowerCase(Locale.ROOT)) {
      case "known" -> known(option);
      case "default" -> interpolation.value(Section.DEFAULT, option);
      default ->
          config.hasSection(section) ? interpolation.value(section, option) : Optional.empty();
    };
  }

  /** What the file itself says, whatever the jail gives. */
  private Optional<TracedText> known(String option) throws UnresolvableException {
    TracedText own = init.get(option);
    if (own != null) {
      return Optional.of(own);
    }
    Optional<Setting> current = config.find(DEFINITION, option);
    Optional<Setting> known = current.flatMap(Setting::previous).or(() -> current);
    return known.isPresent() ? Optional.of(expand(known.get())) : Optional.empty();
  }
}
