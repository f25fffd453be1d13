package fail2ban.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The help texts. Shell completion reads the commands out of them: four blanks, the command, its
 * description in a column of its own.
 */
final class Usage {

  private static final int OPTION_WIDTH = 24;
  private static final int COMMAND_WIDTH = 41;
  private static final int DESCRIPTION_WIDTH = 34;
  private static final String INDENT = "    ";

  private Usage() {}

  /** The first words of help and of interactive mode. */
  static String banner() {
    return """
    Fail2Ban v%s reads log file that contains password failure report
    and bans the corresponding IP addresses using firewall rules.
    """
        .formatted(Version.FAIL2BAN);
  }

  /**
   * @param program {@code fail2ban-client}, whose text has the commands, or {@code fail2ban-server}
   */
  static String text(String program) {
    boolean commands = ClientMain.NAME.equals(program);
    var out = new StringBuilder();
    out.append("Usage: ").append(program).append(" [OPTIONS]");
    out.append(commands ? " <COMMAND>\n\n" : "\n\n").append(banner()).append("\nOptions:\n");
    for (String line : resource("options.txt")) {
      int bar = line.indexOf('\t');
      String option = line.substring(0, bar);
      out.append(INDENT).append(padded(option, OPTION_WIDTH));
      out.append(line, bar + 1, line.length()).append('\n');
    }
    if (commands) {
      out.append("\nCommand:\n");
      resource("commands.txt").forEach(line -> command(line, out));
    }
    return out.append("\nReport bugs to https://github.com/fail2ban/fail2ban/issues").toString();
  }

  /** The commands alone, as the help shows them. */
  static List<String> commands() {
    return resource("commands.txt").stream()
        .filter(line -> line.indexOf('\t') > 0)
        .map(line -> line.substring(0, line.indexOf('\t')))
        .toList();
  }

  private static void command(String line, StringBuilder out) {
    int bar = line.indexOf('\t');
    String column = INDENT + " ".repeat(COMMAND_WIDTH);
    if (bar < 0) {
      out.append(line.isEmpty() ? "" : column).append(line).append('\n');
      return;
    }
    String command = line.substring(0, bar);
    List<String> description = wrapped(line.substring(bar + 1));
    out.append(INDENT).append(command);
    int next = 0;
    if (command.length() < COMMAND_WIDTH) {
      out.repeat(' ', COMMAND_WIDTH - command.length()).append(description.getFirst());
      next = 1;
    }
    out.append('\n');
    for (String rest : description.subList(next, description.size())) {
      out.append(column).append(rest).append('\n');
    }
  }

  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > DESCRIPTION_WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String padded(String text, int width) {
    return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
  }

  private static List<String> resource(String name) {
    try (InputStream in = Usage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
