package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;
import static fail2ban.server.store.Fixtures.tally;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A program to be killed: three jails commit as fast as they can, and each commit that the store
 * acknowledges is printed as {@code JAIL NUMBER}.
 *
 * <p>Arguments: the file, and where each jail begins to count. Commit N of a jail bans N, opens
 * tally N, closes tally N − 5 and stores position N.
 */
final class CommitLoop {

  static final List<String> JAILS = List.of("a", "b", "c");
  static final int OPEN_TALLIES = 5;

  private CommitLoop() {}

  public static void main(String[] arguments) throws Exception {
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false);
    var store =
        DatabaseStore.open(
            arguments[0],
            StoreLimits.STOCK,
            new Fixtures.RecordedLog(),
            InstantSource.system(),
            Thread::new);
    out.println("ready");
    out.flush();
    for (int index = 0; index < JAILS.size(); index++) {
      String jail = JAILS.get(index);
      int from = Integer.parseInt(arguments[1 + index]);
      Thread.ofPlatform().start(() -> commitForever(store, jail, from, out));
    }
    new CountDownLatch(1).await();
  }

  private static void commitForever(Store store, String jail, int from, PrintStream out) {
    var inFlight = new Semaphore(4);
    for (int number = from; ; number++) {
      inFlight.acquireUninterruptibly();
      String acknowledged = jail + " " + number + "\n";
      store
          .commit(commit(jail, number))
          .thenAccept(outcome -> {
            if (outcome instanceof CommitOutcome.Committed) {
              out.print(acknowledged);
              out.flush();
            }
            inFlight.release();
          });
    }
  }

  static JailCommit commit(String jail, int number) {
    return new CommitDraft(jail)
        .begin(ban(address(number), NOW, 600))
        .count(tally(address(number), NOW, 1))
        .settle(id(address(number - OPEN_TALLIES)))
        .reach(new StoredPosition("/var/log/auth.log", "ab12", number))
        .commit();
  }

  static String address(int number) {
    return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }
}
