package fail2ban.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiblingsTest {

  @ParameterizedTest
  @CsvSource({
    "a.log, a.log.1, true",
    "a.log, a.log-20261123, true",
    "a.log, a.log.2026-11-23, true",
    "a.log, a.log-20261123-1605, true",
    "a.log, a-20261123.log, true",
    "a.log, a.1.log, true",
    "a.log, a.log.old, true",
    "messages, messages.12, true",
    "web-1.log, web-1.log.1, true",
    "web-1.log, web-2.log, false",
    "a.log, a.log, false",
    "a.log, b.log.1, false",
    "a.log, a.log.1.gz, false",
    "server1.log, server2.log, false",
    "access.log, access-ssl.log, false",
  })
  void knowsTheNamesThatRotationGives(String name, String other, boolean expected) {
    assertThat(Siblings.isRotationOf(name, other)).isEqualTo(expected);
  }

  @Test
  void opensAFileThatWasRenamedSinceItWasListed(@TempDir Path directory) throws Exception {
    Path log = Files.writeString(directory.resolve("a.log"), "now\n");
    Path rotated = Files.writeString(directory.resolve("a.log.1"), "before\n");
    Siblings siblings = new Siblings(log);
    Siblings.Sibling found = siblings.rotated().getFirst();
    Files.move(rotated, directory.resolve("a.log.2"));
    try (OpenLog opened = siblings.open(found).orElseThrow()) {
      assertThat(opened.size()).isEqualTo(7);
    }
    Files.delete(directory.resolve("a.log.2"));
    assertThat(siblings.open(found)).isEmpty();
  }

  @Test
  void passesOverCompressedFilesLinksAndDirectories(@TempDir Path directory) throws Exception {
    Path log = Files.writeString(directory.resolve("a.log"), "now\n");
    Files.writeString(directory.resolve("a.log.2.gz"), "");
    Files.createDirectory(directory.resolve("a.log.3"));
    Files.createSymbolicLink(directory.resolve("a.log.4"), log);
    assertThat(new Siblings(log).rotated()).isEmpty();
    assertThat(new Siblings(log).alike()).isEmpty();
  }
}
