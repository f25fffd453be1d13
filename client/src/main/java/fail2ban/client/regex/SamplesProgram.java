package fail2ban.client.regex;

import fail2ban.client.hostile.Injection;
import fail2ban.client.samples.FilterSource;
import fail2ban.client.samples.SampleCheck;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFormatException;
import fail2ban.client.samples.SampleReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code fail2ban-regex --samples FILE…}: prints what is wrong, and a summary. */
final class SamplesProgram {

  /** Everything came out as the files say. */
  static final int RIGHT = 0;

  static final int WRONG = 1;

  private static final int LONGEST_SHOWN = 200;

  private final PrintStream out;
  private final PrintStream err;
  private final FilterSource filters;
  private int runs;
  private int wrong;
  private int unhit;
  private int faults;
  private int fooled;
  private long tried;

  SamplesProgram(PrintStream out, PrintStream err, FilterSource filters) {
    this.out = out;
    this.err = err;
    this.filters = filters;
  }

  /** Gives the exit status. */
  int run(List<String> files) {
    files.forEach(this::check);
    out.println(
        "%s, %s: %d right, %d wrong; %s"
                .formatted(
                    counted(files.size(), "file"),
                    counted(runs, "case"),
                    runs - wrong,
                    wrong,
                    unhit == 0
                        ? "every failregex has its case"
                        : counted(unhit, "failregex", "failregexes") + " without a case")
            + (tried == 0
                ? ""
                : "; "
                    + tried
                    + " lines with hostile texts: "
                    + (fooled == 0 ? "none fools" : counted(fooled, "way") + " to fool")
                    + " a filter")
            + (faults == 0 ? "" : "; " + counted(faults, "fault")));
    return wrong + unhit + faults + fooled == 0 ? RIGHT : WRONG;
  }

  private void check(String name) {
    try {
      SampleFile file = SampleReader.read(Path.of(name));
      print(SampleCheck.of(file, filters));
      attack(file);
    } catch (SampleFormatException e) {
      e.faults().forEach(fault -> complain(fault.toString()));
    } catch (NoSuchFileException _) {
      complain(name + ": there is no such file");
    } catch (IOException e) {
      complain(name + ": " + e.getMessage());
    }
  }

  private void complain(String problem) {
    faults++;
    err.println(problem);
  }

  private void print(SampleCheck check) {
    runs += check.runs();
    check.problems().forEach(this::complain);
    for (SampleCheck.WrongCase wrongCase : check.wrong()) {
      out.println(wrongCase);
      out.println("    | " + shortened(wrongCase.line().text()));
    }
    wrong += check.wrongRuns();
    for (SampleCheck.Unhit failregex : check.unhit()) {
      unhit++;
      out.println(check.file().name() + ": " + failregex);
    }
  }

  private void attack(SampleFile file) {
    Injection injection = Injection.of(file, filters);
    tried += injection.tried();
    fooled += injection.fooled().size();
    injection.fooled().forEach(out::println);
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + " …";
  }

  private static String counted(int count, String one) {
    return counted(count, one, one + "s");
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
