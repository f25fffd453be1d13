package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports through mail(1) and sendmail(8), with what attackers write in logs and whois. */
class MailProgramsTest {

  private static final String EVIL =
      "~! touch evil-log $(touch evil-log) `touch evil-log` of 192.0.2.1";

  @TempDir private Path folder;

  @Test
  void nothingThatStrangersWroteIsObeyed() throws IOException {
    StandIns scene = StandIns.of(folder, List.of("mail", "sendmail", "whois", "geoiplookup"));
    Path log = Files.writeString(folder.resolve("access.log"), EVIL + "\n.\nof 192.0.2.10\n");
    String sendmail = "dest=you, mailcmd='sendmail -i -f \"<sender>\" \"<dest>\"'";
    var actions = new LinkedHashMap<String, String>();
    actions.put("plain", "mail[dest=you]");
    actions.put("whois", "mail-whois[dest=you]");
    actions.put("lines", "mail-whois-lines[dest=you, logpath=\"" + log + "\"]");
    actions.put("buffered", "mail-buffered[dest=you, lines=2, tmpfile=" + folder + "/mb]");
    actions.put("s-plain", "sendmail[" + sendmail + "]");
    actions.put("s-whois", "sendmail-whois[" + sendmail + "]");
    actions.put("s-lines", "sendmail-whois-lines[" + sendmail + ", logpath=\"" + log + "\"]");
    actions.put("s-matches", "sendmail-whois-matches[" + sendmail + "]");
    actions.put("s-ip", "sendmail-whois-ipmatches[" + sendmail + "]");
    actions.put("s-ipjail", "sendmail-whois-ipjailmatches[" + sendmail + "]");
    actions.put("s-geo", "sendmail-geoip-lines[" + sendmail + ", logpath=\"" + log + "\"]");
    actions.put(
        "s-buffered", "sendmail-buffered[" + sendmail + ", lines=3, tmpfile=" + folder + "/sb]");
    var jails = new StringBuilder();
    actions.forEach((jail, action) -> jails.append(scene.jail(jail, action)));
    try (Running server = scene.server(jails.toString())) {
      for (String jail : actions.keySet()) {
        scene.tell(
            List.of(
                List.of("set", jail, "attempt", "192.0.2.1", EVIL),
                List.of("set", jail, "banip", "joe\r~! $(touch evil-id) `touch evil-id`")));
      }
      scene.await("all bans", () -> scene.lines(" joe", "banned joe").size() >= 11);
      scene.tell(List.of(List.of("stop")));
      assertThat(server.ended()).isZero();
    }
    assertThat(scene.checkout().log()).doesNotContain(" ERROR ");
    for (Path place : List.of(folder, scene.checkout().root(), Path.of("."))) {
      assertThat(place.resolve("evil-log")).doesNotExist();
      assertThat(place.resolve("evil-id")).doesNotExist();
      assertThat(place.resolve("evil-whois")).doesNotExist();
    }
    String record = scene.text();
    assertThat(record.lines()).noneMatch(line -> line.matches("  \\|\\..*"));
    assertThat(mails(record, "mail ")).noneMatch(mail -> mail.contains("\n  |~"));
    assertThat(record)
        .contains("mail [-s] [[Fail2Ban] plain: started on ")
        .contains("mail [-s] [[Fail2Ban] plain: banned 192.0.2.1 from ")
        .contains("mail [-s] [[Fail2Ban] plain: stopped on ")
        .contains("\n  | ~! touch evil-whois\n")
        .contains("\n  | " + EVIL + "\n")
        .contains("\n  |whois knows 192.0.2.1\n")
        .doesNotContain("of 192.0.2.10");
    assertThat(mails(record, "sendmail "))
        .isNotEmpty()
        .allSatisfy(mail ->
            assertThat(mail)
                .startsWith("sendmail [-i] [-f] [fail2ban] [you]\n  |Subject: [Fail2Ban] ")
                .containsPattern("Subject: [^\n\r]*\n  \\|Date: .*\n  \\|From: Fail2Ban <f")
                .contains("\n  |From: Fail2Ban <fail2ban>\n  |To: you\n  |\n"));
    assertThat(mails(record, "sendmail "))
        .filteredOn(mail -> mail.contains("s-matches: banned 192.0.2.1"))
        .hasSize(1)
        .allSatisfy(mail -> assertThat(mail).contains("\n  |" + EVIL + "\n"));
    assertThat(mails(record, "mail "))
        .filteredOn(mail -> mail.contains("] buffered: Summary"))
        .hasSize(1)
        .allSatisfy(mail -> assertThat(mail).contains("  192.0.2.1  (1 failures)"));
    assertThat(mails(record, "sendmail "))
        .filteredOn(mail -> mail.contains("s-buffered: summary"))
        .hasSize(1);
  }

  /** The notes of one program, each with the text that it was given. */
  private static List<String> mails(String record, String program) {
    return List.of(record.split("\n(?! {2}\\|)")).stream()
        .filter(note -> note.startsWith(program))
        .map(note -> note + "\n")
        .toList();
  }
}
