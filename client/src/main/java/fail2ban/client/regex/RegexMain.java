package fail2ban.client.regex;

import fail2ban.client.Places;
import fail2ban.client.Version;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code fail2ban-regex}. */
public final class RegexMain {

  private RegexMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    var status = new AtomicInteger(RegexProgram.FAILED);
    var thread =
        new Thread(
            null,
            () -> status.set(run(List.of(arguments))),
            RegexProgram.NAME,
            LogReading.STACK_BYTES);
    thread.start();
    thread.join();
    System.exit(status.get());
  }

  private static int run(List<String> arguments) {
    Places places = Places.of(property -> Optional.ofNullable(System.getProperty(property)));
    var world =
        new RegexProgram.World(
            places.configuration(),
            places::layers,
            places.defaults(),
            new RegexProgram.Versions(Version.FAIL2BAN, Version.OWN),
            Clock.system(ZoneId.systemDefault()),
            Encoding.ofLocale(System.getenv()),
            new SystemJournal(
                Optional.ofNullable(System.getenv("F2B_SYSTEMD_DEFAULT_FLAGS")),
                Clock.system(ZoneId.systemDefault())),
            SystemNames::new,
            Terminals.isTerminal(),
            Runtime.getRuntime().availableProcessors());
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    try {
      return new RegexProgram(out, err, world).run(arguments);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        false,
        StandardCharsets.UTF_8);
  }
}
