package fail2ban.client.samples;

import fail2ban.client.samples.SampleFormatException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one sample file. Belongs to one reading. */
public final class SampleReader {

  private static final String EXPECTED = "->";
  private static final String FILTER = "@filter";
  private static final String PART = "@part";

  private final String name;
  private final PartReader parts = new PartReader();
  private final List<Fault> faults = new ArrayList<>();
  private final List<SampleCase> cases = new ArrayList<>();
  private final List<ExpectedFailure> failures = new ArrayList<>();
  private boolean quiet;
  private List<String> filters = new ArrayList<>();
  private List<SampleLine> lines = new ArrayList<>();
  private boolean answered;
  private boolean harmless;
  private boolean used;

  private SampleReader(String name) {
    this.name = name;
  }

  /**
   * Reads a file of UTF-8.
   *
   * @throws IOException if it cannot be read
   * @throws SampleFormatException with all that is wrong with it
   */
  public static SampleFile read(Path file) throws IOException, SampleFormatException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return read(file.toString(), text);
  }

  /**
   * Reads a text.
   *
   * @param name for messages
   * @throws SampleFormatException with all that is wrong with it
   */
  public static SampleFile read(String name, String text) throws SampleFormatException {
    return new SampleReader(name).read(text.split("\r?\n", -1));
  }

  private SampleFile read(String[] all) throws SampleFormatException {
    quiet = List.of(all).stream().noneMatch(line -> line.startsWith(EXPECTED));
    int number = 0;
    for (String line : all) {
      number++;
      try {
        read(number, line);
      } catch (BadLineException e) {
        faults.add(new Fault(name, number, e.problem()));
      }
    }
    finish();
    if (faults.isEmpty() && cases.isEmpty()) {
      faults.add(new Fault(name, number, "there is no log line in this file"));
    }
    if (!faults.isEmpty()) {
      faults.sort(Comparator.comparingInt(Fault::number));
      throw new SampleFormatException(faults);
    }
    return new SampleFile(name, quiet, cases);
  }

  private void read(int number, String line) throws BadLineException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith(EXPECTED)) {
      expect(number, line.substring(EXPECTED.length()));
    } else if (line.startsWith("@")) {
      command(line.strip());
    } else {
      logLine(number, line.startsWith("\\") ? line.substring(1) : line);
    }
  }

  private void expect(int number, String said) throws BadLineException {
    if (lines.isEmpty()) {
      throw new BadLineException("-> stands behind the log lines that it is about");
    }
    boolean before = answered;
    answered = true;
    List<ExpectedFailure> expected = ExpectationReader.read(number, said);
    if (harmless || (expected.isEmpty() && before)) {
      throw new BadLineException("-> none stands alone");
    }
    harmless = expected.isEmpty();
    failures.addAll(expected);
  }

  private void command(String line) throws BadLineException {
    String word = line.split("\\s", 2)[0];
    String rest = line.substring(word.length()).strip();
    switch (word) {
      case PART -> parts.define(rest);
      case FILTER -> filter(rest);
      default ->
          throw new BadLineException(
              "'" + word + "' is neither @filter nor @part; a log line with @ begins with \\@");
    }
  }

  private void filter(String reference) throws BadLineException {
    finish();
    if (used) {
      filters = new ArrayList<>();
      used = false;
    }
    if (reference.isEmpty()) {
      throw new BadLineException("@filter needs the name of a filter: @filter sshd[mode=extra]");
    }
    filters.add(reference);
  }

  private void logLine(int number, String line) throws BadLineException {
    if (filters.isEmpty()) {
      throw new BadLineException("a line @filter NAME must come first");
    }
    used = true;
    if (answered) {
      finish();
    }
    lines.add(parts.line(number, line));
  }

  /** The end of a case. */
  private void finish() {
    if (!lines.isEmpty()) {
      if (answered || quiet) {
        cases.add(new SampleCase(filters, lines, failures));
      } else {
        int number = lines.getLast().number();
        faults.add(
            new Fault(name, number, "what is to come of this line? (-> …, or -> none: WHY)"));
      }
    }
    lines = new ArrayList<>();
    failures.clear();
    answered = false;
    harmless = false;
  }
}
