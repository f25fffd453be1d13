package fail2ban.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference pages say what the configuration is. */
class ReferenceTest {

  private static final Path CONFIG = Path.of("../config");
  private static final Path PAGES = Path.of("../docs/reference");

  @TestFactory
  Stream<DynamicTest> arePrintedFromTheFiles() {
    var pages = new ReferencePages(CONFIG);
    return Map.of(
            "filters.md", pages.filters(), "actions.md", pages.actions(), "jails.md", pages.jails())
        .entrySet()
        .stream()
        .map(page ->
            DynamicTest.dynamicTest(
                page.getKey(), () -> check(PAGES.resolve(page.getKey()), page.getValue())));
  }

  private static void check(Path file, String text) throws IOException {
    if (Boolean.getBoolean("reference.update")) {
      Files.createDirectories(PAGES);
      Files.writeString(file, text);
    }
    assertThat(file)
        .describedAs("%s is out of date: run this test with -Dreference.update=true", file)
        .hasContent(text);
  }

  @Test
  void everyFileSaysWhatItIsFor() throws IOException {
    for (String folder : new String[] {"filter.d", "action.d"}) {
      try (Stream<Path> files = Files.list(CONFIG.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".conf"))
            .map(ConfigurationFile::read)
            .forEach(file ->
                assertThat(file.head().purpose(file.name()))
                    .describedAs(file.path().toString())
                    .hasSizeGreaterThan(20));
      }
    }
  }

  /** A parameter that only the file's author knows is none. */
  @Test
  void everyParameterOfAnActionIsExplained() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG.resolve("action.d"))) {
      files
          .filter(file -> file.toString().endsWith(".conf"))
          .map(ConfigurationFile::read)
          .filter(file -> !file.section("Init").options().isEmpty())
          .filter(file -> !file.head().purpose(file.name()).startsWith("another name for "))
          .forEach(file ->
              assertThat(file.head().paragraphs().toString())
                  .describedAs(file.path().toString())
                  .contains("arameter"));
    }
  }
}
