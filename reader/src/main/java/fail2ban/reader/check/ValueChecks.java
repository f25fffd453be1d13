package fail2ban.reader.check;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.LogZone;
import fail2ban.engine.filter.IgnoreEntry;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.formula.Formula;
import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.jail.BanTimeGrowth;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.reader.text.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks values of options that stand for themselves. Stateless. */
public final class ValueChecks {

  private static final List<String> YES = List.of("1", "on", "true", "yes");
  private static final List<String> NO = List.of("0", "off", "false", "no");
  private static final List<String> BACKENDS = List.of("auto", "pyinotify", "polling", "systemd");
  private static final List<String> ALLOW_IPV6 = List.of("auto", "yes", "no");

  private static final Pattern WORD = Pattern.compile("[^,\\s]+");
  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final Pattern HOST_NAME = Pattern.compile("[\\w.-]*[A-Za-z_][\\w.-]*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  private ValueChecks() {}

  /** Checks a value of an option of a jail, or of its filter. */
  public static List<Fault> jail(String option, String text) {
    return switch (option) {
      case "enabled",
          "ignoreself",
          "skip_if_nologs",
          "systemd_if_nologs",
          "bantime.increment",
          "bantime.overalljails" ->
          truth(text);
      case "findtime", "bantime", "bantime.maxtime", "bantime.rndtime" -> time(text);
      case "backend" -> backend(text);
      case "usedns" -> usedns(text);
      case "logtimezone" -> zone(text);
      case "ignoreip" -> addresses(text);
      case "bantime.multipliers" -> multipliers(text);
      case "bantime.formula" -> formula(text, BanTimeGrowth.NAMES);
      case "bantime.factor" -> formula(text, Set.of());
      default -> List.of();
    };
  }

  /** Checks a value of an option of fail2ban.conf. */
  public static List<Fault> server(String option, String text) {
    return switch (option) {
      case "dbpurgeage" -> time(text);
      case "allowipv6" -> allowIpv6(text);
      case "directcommands" -> truth(text);
      default -> List.of();
    };
  }

  private static List<Fault> truth(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty() || YES.contains(word) || NO.contains(word)) {
      return List.of();
    }
    var words = new ArrayList<>(YES);
    words.addAll(NO);
    String question = NearMiss.question(word, words);
    return List.of(
        Fault.doubtful("'" + text + "' is neither yes nor no and counts as no" + question, text));
  }

  private static List<Fault> time(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    try {
      TimeExpression.parse(text);
      return List.of();
    } catch (TimeExpressionException reason) {
      return List.of(
          new Fault(true, String.valueOf(reason.getMessage()), reason.from(), reason.to()));
    }
  }

  private static List<Fault> backend(String text) {
    int bracket = text.indexOf('[');
    String name = (bracket < 0 ? text : text.substring(0, bracket)).strip();
    String word = name.toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.equals("gamin") || BACKENDS.contains(word)) {
      return List.of();
    }
    return List.of(
        new Fault(
            true,
            "Unknown backend "
                + name
                + ". Must be among ['pyinotify', 'polling', 'systemd'] or 'auto'"
                + NearMiss.question(word, BACKENDS),
            0,
            name.length()));
  }

  private static List<Fault> usedns(String text) {
    if (UseDns.find(text).isPresent()) {
      return List.of();
    }
    List<String> words = Arrays.stream(UseDns.values()).map(UseDns::word).toList();
    return List.of(Fault.doubtful(UseDns.refusal(text) + NearMiss.question(text, words), text));
  }

  private static List<Fault> allowIpv6(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return YES.contains(word) || NO.contains(word) || ALLOW_IPV6.contains(word)
        ? List.of()
        : List.of(
            Fault.doubtful(
                "'" + text + "' is none of auto, yes and no" + NearMiss.question(word, ALLOW_IPV6),
                text));
  }

  private static List<Fault> zone(String text) {
    try {
      if (!text.isBlank()) {
        LogZone.parse(text);
      }
      return List.of();
    } catch (DatePatternException reason) {
      return List.of(Fault.refused(String.valueOf(reason.getMessage()), text));
    }
  }

  private static List<Fault> addresses(String text) {
    var faults = new ArrayList<Fault>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (isNoAddress(words.group())) {
        faults.add(
            new Fault(
                false,
                "'" + words.group() + "' is no address, network or host name and ignores nobody",
                words.start(),
                words.end()));
      }
    }
    return faults;
  }

  private static boolean isNoAddress(String word) {
    return IgnoreEntry.of(word) instanceof IgnoreEntry.Name && !HOST_NAME.matcher(word).matches();
  }

  private static List<Fault> formula(String text, Set<String> names) {
    try {
      if (!text.isBlank()) {
        Formula.parse(text, names);
      }
      return List.of();
    } catch (FormulaException reason) {
      return List.of(
          new Fault(true, String.valueOf(reason.getMessage()), reason.from(), reason.to()));
    }
  }

  private static List<Fault> multipliers(String text) {
    var faults = new ArrayList<Fault>();
    int from = 0;
    for (String word : BLANK.split(text)) {
      from = text.indexOf(word, from);
      if (!word.isEmpty() && !INTEGER.matcher(word).matches()) {
        faults.add(
            new Fault(true, "'" + word + "' is no whole number", from, from + word.length()));
      }
      from += word.length();
    }
    return faults;
  }
}
