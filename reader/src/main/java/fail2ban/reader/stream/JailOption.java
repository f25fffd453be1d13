package fail2ban.reader.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The options of a jail that become one {@code set} each, in the order in which they are sent. */
enum JailOption {
  MAXRETRY("maxretry", Kind.WHOLE),
  MAXMATCHES("maxmatches", Kind.WHOLE),
  FINDTIME("findtime", Kind.TIME),
  BANTIME("bantime", Kind.TIME),
  INCREMENT("bantime.increment", Kind.TRUTH),
  FACTOR("bantime.factor", Kind.TEXT),
  FORMULA("bantime.formula", Kind.TEXT),
  MULTIPLIERS("bantime.multipliers", Kind.TEXT),
  MAXTIME("bantime.maxtime", Kind.TIME),
  RNDTIME("bantime.rndtime", Kind.TIME),
  OVERALLJAILS("bantime.overalljails", Kind.TRUTH),
  IGNORECOMMAND("ignorecommand", Kind.TEXT),
  IGNORESELF("ignoreself", Kind.TRUTH),
  IGNOREIP("ignoreip", Kind.LIST),
  IGNORECACHE("ignorecache", Kind.TEXT),
  LOGTIMEZONE("logtimezone", Kind.TEXT),
  LOGENCODING("logencoding", Kind.TEXT);

  /** How the text of the file becomes a value of the command. */
  enum Kind {
    WHOLE,
    /** Sent as text, the server converts; but checked here, where the line is known. */
    TIME,
    TRUTH,
    TEXT,
    /** All words in one {@code add…} command. */
    LIST
  }

  /** Those that do not become one {@code set} each. */
  private static final List<String> OTHERS =
      List.of(
          "enabled",
          "backend",
          "filter",
          "mode",
          "action",
          "logpath",
          "skip_if_nologs",
          "systemd_if_nologs");

  private final String word;
  private final Kind kind;

  JailOption(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  String word() {
    return word;
  }

  Kind kind() {
    return kind;
  }

  /** Every name that means something in a jail. */
  static Set<String> names() {
    var names = new TreeSet<>(OTHERS);
    names.addAll(FilterOptions.NAMES);
    inOrder().forEach(option -> names.add(option.word));
    return names;
  }

  static List<JailOption> inOrder() {
    return Arrays.asList(values());
  }
}
