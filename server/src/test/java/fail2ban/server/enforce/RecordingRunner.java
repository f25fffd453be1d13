package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.server.enforce.CommandOutcome.Exited;
import fail2ban.server.enforce.CommandOutcome.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes what it should run and answers as it was told. */
final class RecordingRunner implements CommandRunner {

  private final List<String> ran = new ArrayList<>();
  private final Map<String, Integer> failures = new HashMap<>();

  /** The script will fail this many times. */
  RecordingRunner failing(String script, int times) {
    failures.put(script, times);
    return this;
  }

  @Override
  public synchronized CommandOutcome run(ActionCommand command) {
    ran.add(command.script());
    int left = failures.getOrDefault(command.script(), 0);
    failures.put(command.script(), left - 1);
    return new Exited(left > 0 ? 1 : 0, Output.NONE);
  }

  /** What ran since the last time this was asked. */
  synchronized List<String> ran() {
    var copy = List.copyOf(ran);
    ran.clear();
    return copy;
  }
}
