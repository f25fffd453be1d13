package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the files hold, reading ends, with commands or problems and without an exception. */
class ConfigurationRobustnessTest {

  private static final int ROUNDS = 500;

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "=",
          ":",
          "\n",
          "\n ",
          "\n",
          " ",
          "%",
          "%(",
          ")s",
          "%(a)s",
          "%(known/a)s",
          "%(b/a)s",
          "%(default/a)s",
          "<a>",
          "<<a>>",
          "<known/a>",
          "<b/a>",
          "<",
          ">",
          "a",
          "b",
          "\"",
          "'",
          ",",
          ";",
          "#",
          "?family=inet6",
          "\n[DEFAULT]\n",
          "\n[Init]\n",
          "\n[b]\n",
          "\na = ",
          "\nb = ",
          "\nfilter = ",
          "\naction = ",
          "\nfailregex = ",
          "\nactionban = ",
          "\nlogpath = ",
          "\njournalmatch = ",
          "\nbantime = ",
          "\nmaxlines = ",
          "a[b=",
          "c.py",
          "\nignoreip = ",
          "*",
          "/",
          "\\",
          "\0",
          "ä",
          "1h",
          "-1",
          "\nbefore = ",
          "a.conf");

  @Test
  void noFilesMakeReadingThrowOrHang(@TempDir Path base) throws IOException {
    var random = new Random(5);
    Files.createDirectories(base.resolve("filter.d"));
    Files.createDirectories(base.resolve("action.d"));
    int readable = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.writeString(base.resolve("fail2ban.conf"), "[Definition]\n" + few(random, 4));
      Files.writeString(
          base.resolve("jail.conf"),
          "[INCLUDES]\nafter = a.conf\n[j]\nenabled = true\nfilter = a[b=%(__name__)s]\n"
              + "action = a\n"
              + few(random, 12));
      Files.writeString(base.resolve("a.conf"), "[j]\n" + few(random, 6));
      Files.writeString(base.resolve("filter.d/a.conf"), "[Definition]\n" + few(random, 15));
      Files.writeString(base.resolve("action.d/a.conf"), "[Definition]\n" + few(random, 15));
      ReadResult result =
          new Configuration(base, Defaults.INSTALLED, "1")
              .read(ReadMode.FULL, Optional.empty(), Map.of());
      assertThat(result.fatal() && result.problems().isEmpty()).isFalse();
      readable += result.fatal() ? 0 : 1;
    }
    assertThat(readable).as("rounds that got as far as a usable stream").isPositive();
  }

  private static String few(Random random, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.append('\n').toString();
  }
}
