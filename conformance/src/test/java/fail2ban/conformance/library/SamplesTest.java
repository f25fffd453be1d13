package fail2ban.conformance.library;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleCheck;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Our filters over our sample logs. */
final class SamplesTest {

  /** Kept for what hostile texts are to be banned as. */
  private static final List<String> PLANTED = List.of("192.0.2.66", "2001:db8::66");

  @Test
  void everyCaseComesOutAsItsFileSaysAndEveryFailregexHasOne() throws Exception {
    var wrong = new ArrayList<String>();
    int cases = 0;
    for (SampleFile file : Library.samples()) {
      SampleCheck check = SampleCheck.of(file, Library.filters());
      cases += check.runs();
      wrong.addAll(check.problems());
      check.wrong().forEach(one -> wrong.add(one.toString()));
      check.unhit().forEach(one -> wrong.add(file.name() + ": " + one));
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isPositive();
  }

  @Test
  void everyFilterHasItsSamplesAndTheyAreOfThatFilter() throws Exception {
    assertThat(Library.sampled()).isEqualTo(Library.names());
    for (SampleFile file : Library.samples()) {
      String name = file.name().replaceAll(".*/|\\.txt$", "");
      assertThat(file.filters()).describedAs(name).anyMatch(filter -> stem(filter).equals(name));
    }
  }

  @Test
  void everyFilterIsTriedOnHarmlessLines() throws Exception {
    Set<String> without = new TreeSet<>();
    for (SampleFile file : Library.samples()) {
      if (file.cases().stream().noneMatch(SampleCase::harmless)) {
        without.add(file.name());
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void noSampleNamesTheAddressesThatHostileTextsPlant() throws Exception {
    var files = new ArrayList<>(Library.samples());
    files.addAll(Library.quiet());
    assertThat(files.stream().flatMap(file -> file.cases().stream()))
        .flatMap(SampleCase::lines)
        .extracting(SampleLine::text)
        .noneMatch(text -> PLANTED.stream().anyMatch(text::contains));
  }

  private static String stem(String reference) {
    return reference.replaceAll("\\[.*", "");
  }
}
