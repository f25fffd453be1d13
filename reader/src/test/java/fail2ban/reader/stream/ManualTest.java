package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual page jail.conf(5). */
class ManualTest {

  private static final Path PAGE = Path.of("..", "packaging", "man", "jail.conf.5");
  private static final Pattern ENTRY = Pattern.compile("^\\.TP\\n\\.B (\\S+)$", Pattern.MULTILINE);

  @Test
  void tellsOfEveryOptionOfAJailAndOfNoOther() throws Exception {
    assertThat(entries("OPTIONS OF A JAIL")).isEqualTo(JailOption.names());
  }

  @Test
  void tellsOfEveryOptionOfTheServer() throws Exception {
    assertThat(entries("OPTIONS OF FAIL2BAN.CONF")).isEqualTo(ServerReader.NAMES);
  }

  private static Set<String> entries(String section) throws IOException {
    String page = Files.readString(PAGE);
    String text = page.substring(page.indexOf(".SH " + section)).substring(1);
    int end = text.indexOf("\n.SH ");
    var names = new TreeSet<String>();
    ENTRY
        .matcher(text.substring(0, end))
        .results()
        .forEach(result -> names.add(result.group(1).replace("\\-", "-")));
    return names;
  }
}
