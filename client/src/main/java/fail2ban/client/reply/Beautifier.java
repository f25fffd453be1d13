package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows what a command was answered, in the words that fail2ban has for it. Thread: any. */
public final class Beautifier {

  private final boolean boxes;

  /**
   * @param boxes whether the terminal can show the lines of a table as such
   */
  public Beautifier(boolean boxes) {
    this.boxes = boxes;
  }

  /**
   * @param command the words as they were sent
   * @param reply the second part of a reply whose first is 0
   * @throws UnprintableException if the reply is not what this command is answered
   */
  public String beautify(List<String> command, Value reply) throws UnprintableException {
    boolean lone = command.size() == 1;
    return switch (command.getFirst()) {
      case "ping" -> "Server replied: " + PythonRepr.str(reply);
      case "start" -> "Jail started";
      case "stop" -> lone ? "Shutdown successful" : "Jail stopped";
      case "add" -> "Added jail " + PythonRepr.str(reply);
      case "flushlogs" -> "logs: " + PythonRepr.str(reply);
      case "echo" -> Parts.joined(reply, " ");
      case "stats", "statistic", "statistics" -> StatsTable.of(reply, lines());
      case "status" -> status(command, reply);
      case "get", "set" -> lone ? PythonRepr.str(reply) : setting(command, reply);
      default -> PythonRepr.str(reply);
    };
  }

  private StatsTable.Lines lines() {
    return boxes ? StatsTable.Lines.BOX : StatsTable.Lines.ASCII;
  }

  private String status(List<String> command, Value reply) throws UnprintableException {
    if (command.size() == 1 || "--all".equals(command.get(1))) {
      return StatusTree.server(reply);
    }
    String jail = command.get(1);
    if (command.size() > 2 && "stats".equals(command.get(2)) && !StatusTree.fits(reply)) {
      var stats = new Value.Mapping(Map.of(Value.text(jail), reply));
      return StatsTable.of(stats, lines());
    }
    return StatusTree.jail(jail, reply);
  }

  private static String setting(List<String> command, Value reply) throws UnprintableException {
    return switch (command.get(1)) {
      case "loglevel" -> "Current logging level is " + PythonRepr.repr(reply);
      case "logtarget" -> one("Current logging target is:", PythonRepr.str(reply));
      case "syslogsocket" -> one("Current syslog socket is:", PythonRepr.str(reply));
      case "dbfile" -> database("Current database file is:", reply, "");
      case "dbpurgeage" -> database("Current database purge age is:", reply, "seconds");
      default -> command.size() > 2 ? jailSetting(command, reply) : PythonRepr.str(reply);
    };
  }

  private static String one(String heading, String branch) {
    return Parts.tree(heading, List.of(branch));
  }

  private static String database(String heading, Value reply, String unit) {
    return reply instanceof Value.Nothing
        ? "Database currently disabled"
        : one(heading, PythonRepr.str(reply) + unit);
  }

  private static String jailSetting(List<String> command, Value reply) throws UnprintableException {
    return switch (command.get(2)) {
      case "logpath", "addlogpath", "dellogpath" ->
          tree(reply, "Current monitored log file(s):", "No file is currently monitored");
      case "logencoding" -> "Current log encoding is set to:\n" + PythonRepr.str(reply);
      case "journalmatch", "addjournalmatch", "deljournalmatch" -> journalMatches(reply);
      case "datepattern" -> datePattern(reply);
      case "ignoreip", "addignoreip", "delignoreip" ->
          tree(
              reply,
              "These IP addresses/networks are ignored:",
              "No IP address/network is ignored");
      case "failregex",
          "addfailregex",
          "delfailregex",
          "ignoreregex",
          "addignoreregex",
          "delignoreregex" ->
          regexes(reply);
      case "actions", "actionproperties", "actionmethods" -> actionNames(command, reply);
      case "enforced" -> EnforcedTree.of(command.get(1), reply);
      case "banip" -> "get".equals(command.getFirst()) ? banned(command, reply) : plain(reply);
      default -> plain(reply);
    };
  }

  private static String plain(Value reply) {
    return PythonRepr.str(reply);
  }

  private static String tree(Value reply, String heading, String nothing)
      throws UnprintableException {
    List<String> branches = Parts.texts(reply);
    return branches.isEmpty() ? nothing : Parts.tree(heading, branches);
  }

  private static String journalMatches(Value reply) throws UnprintableException {
    var groups = new ArrayList<String>();
    for (Value group : Parts.items(reply)) {
      groups.add(Parts.joined(group, " "));
    }
    return groups.isEmpty()
        ? "No journal match filter set"
        : "Current match filter:\n" + String.join(" + ", groups);
  }

  private static String datePattern(Value reply) throws UnprintableException {
    String heading = "Current date pattern set to: ";
    if (reply instanceof Value.Nothing) {
      return heading + "Not set/required";
    }
    List<Value> pair = Parts.exactly(2, reply);
    String name = PythonRepr.str(pair.get(1));
    return pair.get(0) instanceof Value.Nothing
        ? heading + name
        : heading + PythonRepr.str(pair.get(0)) + " (" + name + ")";
  }

  private static String regexes(Value reply) throws UnprintableException {
    var numbered = new ArrayList<String>();
    for (String regex : Parts.texts(reply)) {
      numbered.add("[" + numbered.size() + "]: " + regex);
    }
    return numbered.isEmpty()
        ? "No regular expression is defined"
        : Parts.tree("The following regular expression are defined:", numbered);
  }

  private static String actionNames(List<String> command, Value reply) throws UnprintableException {
    String names = Parts.joined(reply, ", ");
    String kind = command.get(2).equals("actions") ? "actions" : command.get(2).substring(6);
    String jail = "jail " + command.get(1);
    String owner = command.size() > 3 ? jail + " action " + command.get(3) : jail;
    return names.isEmpty()
        ? "No " + kind + " for " + owner
        : "The " + owner + " has the following " + kind + ":\n" + names;
  }

  private static String banned(List<String> command, Value reply) throws UnprintableException {
    String separator = command.size() > 3 ? command.get(3) : " ";
    return Parts.joined(reply, "--with-time".equals(separator) ? "\n" : separator);
  }
}
