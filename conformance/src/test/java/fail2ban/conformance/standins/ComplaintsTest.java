package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to strangers: whom they reach, what they hold, and that nothing in them is obeyed. */
class ComplaintsTest {

  private static final String EVIL = "~! touch evil-log $(touch evil-log) --boundary of 192.0.2.1";
  private static final Pattern PART =
      Pattern.compile("Content-Transfer-Encoding: base64\n {2}\\|\n((?: {2}\\|[\\w+/=]+\n)+)");

  @TempDir private Path folder;

  @Test
  void goToWhoIsResponsibleAndToNobodyElse() throws IOException {
    StandIns scene = StandIns.of(folder, List.of("mail", "sendmail", "dig"));
    Path log = Files.writeString(folder.resolve("access.log"), EVIL + "\n");
    String jails =
        scene.jail("complain", "complain[logpath=\"" + log + "\"]")
            + scene.jail("xarf", "xarf-login-attack[service=ssh, port=22, mailcmd=sendmail]")
            + scene.jail(
                "dshield",
                "dshield[userid=17, myip=192.0.2.9, port=22, lines=2, minreportinterval=0,"
                    + " tmpfile=\""
                    + folder
                    + "/dshield\"]");
    try (Running server = scene.server(jails)) {
      for (String jail : List.of("complain", "xarf", "dshield")) {
        scene.tell(
            List.of(
                List.of("set", jail, "attempt", "192.0.2.1", EVIL),
                List.of("set", jail, "banip", "2001:db8::1"),
                List.of("set", jail, "banip", "joe"),
                List.of("set", jail, "banip", "192.0.2.0/24")));
      }
      scene.await("all mails", () -> scene.lines("mail [").size() >= 5);
      scene.tell(List.of(List.of("stop")));
      assertThat(server.ended()).isZero();
    }
    assertThat(scene.checkout().log()).doesNotContain(" ERROR ");
    for (String evil : List.of("evil-log", "evil-dig")) {
      assertThat(scene.checkout().root().resolve(evil)).doesNotExist();
      assertThat(Path.of(evil)).doesNotExist();
    }
    String record = scene.text();
    assertThat(record)
        .contains("[-q] [1.2.0.192.abuse-contacts.abusix.zone]")
        .containsPattern("\\[-q] \\[1(\\.0){23}\\.8\\.b\\.d\\.0\\.1\\.0\\.0\\.2\\.abuse-contacts")
        .contains("mail [-s] [Abuse from 192.0.2.1] [abuse@example.net] [noc@example.net]\n")
        .contains("mail [-s] [Abuse from 2001:db8::1] [abuse@example.net] [noc@example.net]\n")
        .contains("  | " + EVIL)
        .doesNotContain("\n  |~", "touch evil-dig", "from joe");
    assertThat(scene.lines("dig [")).hasSize(4);
    dshield(record);
    xarf(record);
  }

  private static void dshield(String record) {
    assertThat(record)
        .containsPattern(
            "mail \\[-s] \\[FORMAT DSHIELD USERID 17 TZ [+-]\\d\\d:\\d\\d Fail2Ban]"
                + " \\[reports@dshield.org]\n"
                + " {2}\\|[-\\d]{10} [:\\d]{8} [+-]\\d\\d:\\d\\d\t17\t1\t192.0.2.1\t\\?\\?\\?\t"
                + "192.0.2.9\t22\t6\t\n"
                + " {2}\\|.*\t17\t0\t2001:db8::1\t");
  }

  private static void xarf(String record) {
    int begin = record.indexOf("sendmail [-f] [fail2ban@");
    assertThat(begin).isNotNegative();
    String mail = record.substring(begin);
    assertThat(mail)
        .containsPattern("^sendmail .*] \\[abuse@example.net] \\[noc@example.net]\n")
        .contains("\n  |X-XARF: PLAIN\n", "\n  |MIME-Version: 1.0\n")
        .doesNotContain(EVIL);
    Matcher part = PART.matcher(mail);
    assertThat(part.find()).isTrue();
    assertThat(text(part)).contains("was attacked from the address 192.0.2.1, 1 times");
    assertThat(part.find()).isTrue();
    assertThat(text(part))
        .contains("Report-Type: login-attack\nService: ssh\n")
        .contains("Source-Type: ip-address\nSource: 192.0.2.1\nPort: 22\n");
    assertThat(part.find()).isTrue();
    assertThat(text(part)).endsWith("\n\n" + EVIL + "\n");
  }

  private static String text(Matcher part) {
    return new String(
        Base64.getMimeDecoder().decode(part.group(1).replace("  |", "")), StandardCharsets.UTF_8);
  }
}
