package fail2ban.client;

import fail2ban.engine.time.Seconds;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the command line that client and server share. */
final class CommandLine {

  private static final String LETTERS = "hc:s:p:xfbdtviqV";
  private static final List<String> NAMES =
      List.of(
          "loglevel=",
          "logtarget=",
          "syslogsocket=",
          "test",
          "as-user",
          "async",
          "conf=",
          "pidfile=",
          "pname=",
          "socket=",
          "timeout=",
          "str2sec=",
          "help",
          "version",
          "dp",
          "dump-pretty",
          "where",
          "json");

  private final String program;
  private final Map<String, String> settings = new HashMap<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private int verbosity = 1;
  private double timeout = Options.USUAL_TIMEOUT;

  /** What is to be done. */
  sealed interface Request {}

  /** Print a text and be done. */
  record Show(String text) implements Request {}

  record Perform(Options options, List<String> words) implements Request {}

  private CommandLine(String program) {
    this.program = program;
  }

  /**
   * @param program its name, which decides about the help text
   */
  static Request read(String program, List<String> arguments) throws UsageException {
    return new CommandLine(program).read(Getopt.parse(arguments, LETTERS, NAMES));
  }

  private Request read(Getopt line) throws UsageException {
    for (Getopt.Option option : line.options()) {
      switch (option.name()) {
        case "-h", "--help" -> {
          return new Show(Usage.text(program));
        }
        case "-V" -> {
          return new Show(Version.FAIL2BAN);
        }
        case "--version" -> {
          return new Show("Fail2Ban v" + Version.FAIL2BAN + "\n" + Version.OWN);
        }
        case "--str2sec" -> {
          return new Show(seconds(option.value()).toString());
        }
        default -> take(option);
      }
    }
    return new Perform(new Options(settings, flags, verbosity, timeout), line.words());
  }

  private void take(Getopt.Option option) throws UsageException {
    switch (option.name()) {
      case "-c" -> settings.put("conf", option.value());
      case "-s" -> settings.put("socket", option.value());
      case "-p" -> settings.put("pidfile", option.value());
      case "-d" -> flags.add(Flag.DUMP);
      case "--dp", "--dump-pretty" -> flags.add(Flag.DUMP_PRETTY);
      case "--where" -> flags.add(Flag.WHERE);
      case "--json" -> flags.add(Flag.JSON);
      case "-t", "--test" -> flags.add(Flag.TEST);
      case "--as-user" -> flags.add(Flag.AS_USER);
      case "-i" -> flags.add(Flag.INTERACTIVE);
      case "-v" -> verbosity++;
      case "-q" -> verbosity--;
      case "-x" -> flags.add(Flag.FORCE);
      case "-f" -> flags.add(Flag.FOREGROUND);
      case "-b" -> flags.remove(Flag.FOREGROUND);
      case "--async" -> flags.add(Flag.ASYNC);
      case "--timeout" -> timeout = seconds(option.value()).number();
      default -> settings.put(option.name().substring(2), option.value());
    }
  }

  private static Seconds seconds(String text) throws UsageException {
    try {
      return TimeExpression.parse(text);
    } catch (TimeExpressionException e) {
      throw UsageException.because(String.valueOf(e.getMessage()));
    }
  }
}
