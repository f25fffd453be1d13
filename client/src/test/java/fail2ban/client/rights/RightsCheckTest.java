package fail2ban.client.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsCheckTest {

  private static final Path DROP_IN = Path.of("..", "packaging", "units", "least-privilege.conf");

  @TempDir private Path folder;

  @BeforeEach
  void accounts() throws IOException {
    Files.writeString(folder.resolve("passwd"), "watch:x:64001:64002::/:/bin/false\n+::::::\n");
    Files.writeString(
        folder.resolve("group"),
        "adm:x:64003:\nwheel:x:64004:root,watch\nother:x:64005:\nbroken\n");
  }

  @Test
  void firewallsThatOneCapabilityIsEnoughForWouldWork() {
    assertThat(
            ofAction(
                Map.of(
                    "actionban", "<nftables> add element inet f2b-table <set> \\{ <ip> \\}",
                    "nftables", "nft",
                    "actionstart", "<iptables> -N f2b\nipset create a hash:ip",
                    "iptables", "iptables -w")))
        .isEmpty();
  }

  @Test
  void otherFirewallsAreRoots() {
    assertThat(ofAction(Map.of("actionban", "csf -td <ip>")))
        .containsExactly("[j] action 'a': csf works for root only");
  }

  @Test
  void mailProgramsAreFoundThroughTags() {
    assertThat(
            ofAction(
                Map.of(
                    "actionban", "printf %%b \"Subject: <ip>\" | <mailcmd> \"root\"",
                    "mailcmd", "/usr/sbin/sendmail -f x",
                    "unused", "csf")))
        .first()
        .asString()
        .contains("/usr/sbin/sendmail hands mails over");
  }

  @Test
  void setUidProgramsGainNothing() throws IOException {
    Path program = Files.writeString(folder.resolve("helper"), "#!/bin/sh\n");
    Files.setAttribute(program, "unix:mode", 04755);

    assertThat(ofAction(Map.of("actionban", "true && " + program + " <ip>")))
        .singleElement()
        .asString()
        .contains(program + " is set-uid");
  }

  @Test
  void writingElsewhereIsRefused() {
    assertThat(
            ofAction(
                Map.of(
                    "actionban", "printf '%%s' <ip> >> <file>",
                    "actionunban", "sed -i '/x/d' /etc/other",
                    "actioncheck", "grep x /etc/passwd >/dev/null 2>&1",
                    "file", "/etc/hosts.deny")))
        .containsExactlyInAnyOrder(
            "[j] action 'a': it writes /etc/hosts.deny, and the service sees that read-only",
            "[j] action 'a': it writes /etc/other, and the service sees that read-only");
  }

  @Test
  void logsAreReadByOwnerGroupAndMode() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "files are given away");
    Path log = Files.writeString(folder.resolve("log"), "");
    open(folder);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(ofLog(log, 0, 64003)).isEmpty();
    assertThat(ofLog(log, 0, 64004)).isEmpty();
    assertThat(ofLog(log, 64001, 64005)).isEmpty();
    assertThat(ofLog(log, 0, 64005)).containsExactly("[j] log " + log + ": it may not read that");
  }

  @Test
  void aFolderNotToBeEnteredHidesItsLogs() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path log = Files.writeString(inner.resolve("log"), "");
    open(folder);
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));

    assertThat(findings("watch", words("set", "j", "addlogpath", log.toString(), "tail")))
        .containsExactly("[j] log " + log + ": it may not read that");
  }

  @Test
  void databaseAndLogNeedAPlaceThatMayBeWritten() {
    assertThat(
            findings(
                "watch",
                words("set", "dbfile", "/srv/bans.sqlite3"),
                words("set", "logtarget", "SYSTEMD-JOURNAL")))
        .containsExactly(
            "dbfile: it writes /srv/bans.sqlite3, and the service sees that read-only");
  }

  @Test
  void aUserWhoIsNotThereIsSaid() {
    assertThat(findings("nobody-such")).containsExactly("there is no user 'nobody-such' yet");
  }

  @Test
  void ignoreCommandsAreCommands() {
    assertThat(findings("watch", words("set", "j", "ignorecommand", "ufw status | grep <ip>")))
        .containsExactly("[j] action 'ignorecommand': ufw works for root only");
  }

  @Test
  void whatIsAssumedIsWhatTheDropInSays() throws IOException {
    String text = Files.readString(DROP_IN);

    assertThat(setting(text, "SupplementaryGroups"))
        .containsExactlyInAnyOrderElementsOf(AccountReader.ADDED_GROUPS);
    assertThat(ActionRights.WRITABLE.stream().map(Path::toString))
        .containsAll(setting(text, "ReadWritePaths"));
  }

  private static List<String> setting(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .flatMap(line -> Stream.of(line.substring(name.length() + 1).split(" ")))
        .toList();
  }

  private List<String> ofAction(Map<String, String> properties) {
    List<Value> pairs =
        properties.entrySet().stream()
            .<Value>map(entry -> Value.words(entry.getKey(), entry.getValue()))
            .toList();
    return findings(
        "watch",
        Value.list(
            Value.text("multi-set"),
            Value.text("j"),
            Value.text("action"),
            Value.text("a"),
            new Value.Sequence(pairs)));
  }

  private List<String> ofLog(Path log, int user, int group) throws IOException {
    Files.setAttribute(log, "unix:uid", user);
    Files.setAttribute(log, "unix:gid", group);
    return findings("watch", words("set", "j", "addlogpath", log.toString(), "head"));
  }

  private List<String> findings(String user, Value... commands) {
    return RightsCheck.of(folder, user).findings(List.of(commands));
  }

  private static Value words(String... words) {
    return Value.words(words);
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
