package fail2ban.client;

import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Command;
import fail2ban.reader.stream.Stated;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a configuration's commands come from. */
interface ConfigurationSource {

  /** What the commands are wanted for. */
  enum Purpose {
    START,

    /** Any jail with a mistake makes the whole unusable. */
    TEST,

    /** Log files may be missing. */
    DUMP
  }

  /**
   * @param commands in the order to send them
   * @param usable false if they must not be sent; why is in the log
   */
  record Reading(List<Command> commands, boolean usable) {
    public Reading {
      commands = List.copyOf(commands);
    }

    /** The commands as they are sent. */
    List<Value> stream() {
      return commands.stream().<Value>map(Command::words).toList();
    }
  }

  /**
   * What a client needs to find its server: socket, pidfile, loglevel, logtarget and syslogsocket.
   *
   * @param overrides those of them that the command line names
   * @throws UsageException if the folder or the file cannot be read
   */
  Map<String, String> early(Path folder, Map<String, String> overrides) throws UsageException;

  /**
   * How the values of a jail came about; logs what is wrong with them.
   *
   * @param option the one option to tell of, or all
   * @return empty if there is no such jail or option; why is in the log
   */
  List<Stated> where(Path folder, String jail, Optional<String> option);

  /**
   * Reads everything, and logs what administrators should know about it.
   *
   * @param onlyJail the one jail to read
   * @param overrides as above
   */
  Reading read(
      Path folder, Purpose purpose, Optional<String> onlyJail, Map<String, String> overrides);
}
