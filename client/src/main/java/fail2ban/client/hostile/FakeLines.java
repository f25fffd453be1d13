package fail2ban.client.hostile;

import fail2ban.client.samples.ExpectedFailure;
import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A daemon's own lines that mean a failure, but of somebody else; whole, and their later parts. */
final class FakeLines {

  private static final int WORDS = 8;

  private FakeLines() {}

  static List<String> of(SampleFile file) {
    Set<String> fakes = new LinkedHashSet<>();
    for (SampleCase sample : file.cases()) {
      for (ExpectedFailure failure : sample.failures()) {
        for (SampleLine line : sample.lines()) {
          int at = line.text().indexOf(failure.id());
          if (at >= 0) {
            add(line.text(), at, failure.id(), fakes);
          }
        }
      }
    }
    return List.copyOf(fakes);
  }

  private static void add(String line, int address, String id, Set<String> fakes) {
    String planted = id.contains(":") ? Planted.V6 : Planted.V4;
    for (int from : starts(line, address)) {
      fakes.add(line.substring(from).replace(id, planted));
      fakes.add(line.substring(from, address) + planted);
    }
  }

  /** The line's beginning, and the last words and marks before the address. */
  private static List<Integer> starts(String line, int address) {
    List<Integer> words =
        IntStream.range(1, address)
            .filter(index -> !Character.isLetterOrDigit(line.charAt(index - 1)))
            .boxed()
            .toList();
    var starts = new ArrayList<>(words.subList(Math.max(0, words.size() - WORDS), words.size()));
    starts.add(0);
    return starts;
  }
}
