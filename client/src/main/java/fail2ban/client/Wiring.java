package fail2ban.client;

import fail2ban.server.main.ServerStart.ServiceManager;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Puts the program together with the world around it. */
final class Wiring {

  private Wiring() {}

  static int run(String name, String[] arguments) {
    var terminal = new Terminal(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err));
    var places = Places.of(property -> Optional.ofNullable(System.getProperty(property)));
    return run(name, terminal, places, boxes(System.getenv()), Wiring::human, List.of(arguments));
  }

  static int run(
      String name,
      Terminal terminal,
      Places places,
      boolean boxes,
      BooleanSupplier human,
      List<String> arguments) {
    var world =
        new Program.World(
            places,
            log -> new ConfigurationFolders(places, log),
            new OwnServer(serviceManager()),
            Clock.system(ZoneId.systemDefault()),
            boxes,
            human);
    try {
      return new Program(name, terminal, world).run(arguments);
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private static boolean human() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** As the launcher found it in its environment. */
  private static ServiceManager serviceManager() {
    return new ServiceManager(
        Boolean.getBoolean("fail2ban.handed-socket"),
        Optional.ofNullable(System.getProperty("fail2ban.notify-socket")));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Whether the terminal takes UTF-8, from the locale that the user has and not the launcher's. */
  static boolean boxes(Map<String, String> environment) {
    String all = environment.getOrDefault("FAIL2BAN_ORIGINAL_LC_ALL", "");
    String type = environment.getOrDefault("LC_CTYPE", "");
    String locale =
        !all.isEmpty() ? all : !type.isEmpty() ? type : environment.getOrDefault("LANG", "");
    String name = locale.toUpperCase(Locale.ROOT).replace("-", "");
    return name.isEmpty() || name.equals("C") || name.equals("POSIX") || name.endsWith("UTF8");
  }
}
