package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.reader.resolve.Layers;
import fail2ban.reader.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration directory over a library. */
class LayersTest {

  @TempDir private Path scratch;

  @BeforeEach
  void aLibrary() throws IOException {
    Files.createDirectories(scratch.resolve("etc"));
    put("library/fail2ban.conf", "[Definition]\nloglevel = INFO\n");
    put("library/jail.conf", "[DEFAULT]\nmaxretry = 5\n[one]\nfilter = f\n[two]\nfilter = f\n");
    put("library/jail.d/10-usual.conf", "[one]\nenabled = true\n");
    put(
        "library/filter.d/f.conf",
        "[INCLUDES]\nbefore = common.conf\n[Definition]\nfailregex = %(word)s <HOST>\n");
    put("library/filter.d/common.conf", "[DEFAULT]\nword = lower\n");
  }

  @Test
  void anEmptyDirectoryGivesTheLibrarys() {
    assertThat(stream())
        .contains("['add', 'one', 'auto']", "['set', 'one', 'addfailregex', 'lower <HOST>']")
        .noneMatch(command -> command.contains("two"));
  }

  @Test
  void aFileReplacesTheOneOfItsName() throws Exception {
    put("etc/jail.conf", "[mine]\nenabled = true\nfilter = f\n");

    assertThat(stream())
        .contains("['set', 'mine', 'addfailregex', 'lower <HOST>']")
        .noneMatch(command -> command.contains("'set', 'one', 'maxretry'"));
  }

  @Test
  void localFilesLieOverTheLibrary() throws Exception {
    put("etc/jail.local", "[two]\nenabled = true\nmaxretry = 2\n");

    assertThat(stream()).contains("['set', 'two', 'maxretry', 2]", "['set', 'one', 'maxretry', 5]");
  }

  @Test
  void whatTheLibraryIncludesCanBeReplacedAndAddedTo() throws Exception {
    put("etc/filter.d/common.conf", "[DEFAULT]\nword = upper\n");
    assertThat(stream()).contains("['set', 'one', 'addfailregex', 'upper <HOST>']");

    put("etc/filter.d/common.local", "[DEFAULT]\nword = local\n");
    assertThat(stream()).contains("['set', 'one', 'addfailregex', 'local <HOST>']");
  }

  @Test
  void whatAFileOfOnesOwnIncludesMayBeTheLibrarys() throws Exception {
    put(
        "etc/filter.d/g.conf",
        "[INCLUDES]\nbefore = common.conf\n[Definition]\nfailregex = own %(word)s <HOST>\n");
    put("etc/jail.local", "[mine]\nenabled = true\nfilter = g\n");

    assertThat(stream()).contains("['set', 'mine', 'addfailregex', 'own lower <HOST>']");
  }

  @Test
  void anEmptyFileTakesTheLibrarysAway() throws Exception {
    put("etc/jail.d/10-usual.conf", "");

    assertThat(stream()).noneMatch(command -> command.contains("'one'"));
  }

  @Test
  void aMisspeltNameIsComparedWithTheLibrarys() throws Exception {
    put("library/filter.d/vsftpd.conf", "[Definition]\nfailregex = x <HOST>\n");
    put("etc/jail.local", "[one]\nfilter = vsftp\n");

    assertThat(read().problems())
        .map(Problem::toString)
        .anyMatch(text -> text.contains("'vsftpd'"));
  }

  @Test
  void aFilterIsTriedWithBothLayers() throws Exception {
    put("etc/filter.d/f.local", "[Definition]\nignoreregex = mine\n");

    var reading =
        new TrialReader(layers(), Defaults.INSTALLED, "1")
            .filter(scratch.resolve("etc/filter.d"), "f", Map.of(), "file");

    assertThat(reading.orElseThrow().all("failregex")).containsExactly("lower <HOST>");
    assertThat(reading.orElseThrow().all("ignoreregex")).containsExactly("mine");
  }

  private List<String> stream() {
    return read().commands().stream().map(command -> command.words().toString()).toList();
  }

  private ReadResult read() {
    return new Configuration(layers(), Defaults.INSTALLED, "1")
        .read(ReadMode.FULL, Optional.empty(), Map.of());
  }

  private Layers layers() {
    return new Layers(scratch.resolve("etc"), Optional.of(scratch.resolve("library")));
  }

  private void put(String name, String text) throws IOException {
    Path file = scratch.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
