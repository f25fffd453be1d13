package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands in, answers out; real files and actions underneath, no socket. */
class CommandsTest {

  @TempDir Path folder;

  private ServerFixture server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerFixture(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "maxretry 5 | 5",
        "maxretry abc | !ValueError(\"invalid literal for int() with base 10: 'abc'\")",
        "maxmatches 0 | 0",
        "findtime 1h | 3600",
        "findtime 1x | !NameError(\"unknown unit 'x' in '1x'\")",
        "bantime -1 | -1",
        "bantime 1d12h30m | 131400",
        "usedns no | 'no'",
        "usedns perhaps | 'no'",
        "maxlines 3 | 3",
        "maxlines 0 | !ValueError('maxlines must be integer greater than zero')",
        "ignoreself false | False",
        "ignorecommand true | 'true'",
        "ignorecommand '' | False",
        "addignoreip 192.0.2.0/24 192.0.2.9 | ['192.0.2.0/24', '192.0.2.9']",
        "ignorecache key=\"<ip>\" | ['<ip>', 100, 300]",
        "ignorecache key='<F-USER>@<ip>',max-count=10,max-time=1h | ['<F-USER>@<ip>', 10, 3600]",
        "ignorecache '' | None",
        "ignorecache max-count=3 | !KeyError('key')",
        "ignorecache key=a,max-count=x"
            + " | !ValueError(\"invalid literal for int() with base 10: 'x'\")",
        "ignorecache key=a,max-time=1x | !NameError(\"unknown unit 'x' in '1x'\")",
        "ignorecache <ip> | !ValueError('expected option, wrong syntax at 0: <ip>')",
        "addignoreip file:/x 192.0.2.9 192.0.2.0/24 | ['file:/x', '192.0.2.0/24', '192.0.2.9']",
        "delignoreip 192.0.2.1 | !ValueError('list.remove(x): x not in list')",
        "logencoding latin-1 | 'latin-1'",
        "logencoding klingon | !LookupError('unknown encoding: klingon')",
        "logtimezone UTC+0200 | 'UTC+0200'",
        "datepattern %Y | ('%Y', 'Year')",
        "idle on | True",
        "idle maybe | !Exception(\"Invalid idle option, must be 'on' or 'off'\")",
        "bantime.factor 2 | '2'",
        "bantime.increment yes | True",
        "bantime.increment '' | False",
        "bantime.factor 2.0*3 | '2.0*3'",
        "bantime.factor '' | None",
        "bantime.factor ban.Time | !ValueError(\"name 'ban.Time' is not defined at character 1 of"
            + " 'ban.Time'\")",
        "bantime.formula ban.Time*(1<<ban.Count) | 'ban.Time*(1<<ban.Count)'",
        "bantime.formula ban.Time*(2 | !ValueError(\"'(' was never closed at character 10 of"
            + " 'ban.Time*(2'\")",
        "bantime.multipliers 5 | '5'",
        "bantime.multipliers 1.5 | !ValueError(\"invalid literal for int() with base 10: '1.5'\")",
        "bantime.overalljails false | 'false'",
        "bantime.rndtime 5m | 300",
        "bantime.rndtime '' | None",
        "bantime.maxtime 1h | 3600",
        "addfailregex x | !RegexException(\"No failure-id group in 'x'\")",
        "prefregex ^a | '^a'",
        "nonsense 1 | !Exception(\"Invalid command 'nonsense' (no set action or not yet"
            + " implemented)\")",
        "banip 192.0.2.1 192.0.2.2 192.0.2.1 | 2",
        "unbanip 192.0.2.1 | 0",
        "unbanip --report-absent 192.0.2.1 | !ValueError(\"not banned: ['192.0.2.1']\")",
        "attempt 198.51.100.1 one two | 1",
        "addaction x | 'x'",
        "delaction x | !KeyError('Invalid Action name: x')",
        "addlogpath /nowhere/at/all | !FileNotFoundError(2, 'No such file or directory')",
      })
  void whatIsSetIsAnsweredAsTheOriginalDoes(String words, String answer) {
    server.tell("add", "ssh");
    List<Value> command = new ArrayList<>(List.of(Value.text("set"), Value.text("ssh")));
    for (String word : words.split(" ")) {
      command.add(Value.text(word.equals("''") ? "" : word));
    }
    assertThat(server.tell(new Value.Sequence(command))).isEqualTo(answer);
  }

  @Test
  void whatIsNotThereIsRefusedInTheClassesThatClientsKnow() {
    assertThat(server.tell("status", "ssh")).isEqualTo("!UnknownJailException('ssh')");
    assertThat(server.tell("add", "ssh", "auto")).isEqualTo("'ssh'");
    assertThat(server.tell("add", "ssh")).isEqualTo("!DuplicateJailException('ssh')");
    assertThat(server.tell("add", "web", "nosuch"))
        .isEqualTo(
            "!ValueError(\"Unknown backend nosuch. Must be among ['pyinotify', 'polling',"
                + " 'systemd'] or 'auto'\")");
    assertThat(server.tell("set", "ssh")).isEqualTo("!IndexError('list index out of range')");
    assertThat(server.tell("nonsense")).isEqualTo("!Exception('Invalid command')");
    assertThat(server.tell("status", "ssh", "basic", "x"))
        .isEqualTo("!Exception('Invalid command (no status)')");
    assertThat(server.tell("get", "ssh", "nonsense"))
        .isEqualTo("!Exception('Invalid command (no get action or not yet implemented)')");
  }

  @Test
  void aRegexIsShownExpandedAndTakenAwayByItsIndex() {
    server.tell("add", "ssh");
    assertThat(server.tell("set", "ssh", "addfailregex", "fail <F-ID>x</F-ID>"))
        .isEqualTo("['fail (?P<fid>x)']");
    assertThat(server.tell("set", "ssh", "delfailregex", "7")).isEqualTo("['fail (?P<fid>x)']");
    assertThat(server.tell("set", "ssh", "delfailregex", "0")).isEqualTo("[]");
  }

  @Test
  void propertiesOfAnActionCanBeSetAndRead() {
    server.tell("add", "ssh");
    server.tell("set", "ssh", "addaction", "x");
    assertThat(server.tell("set", "ssh", "addaction", "x"))
        .isEqualTo("!ValueError('Action x already exists')");
    assertThat(server.tell("set", "ssh", "action", "x", "actionban", "true <ip>"))
        .isEqualTo("'true <ip>'");
    assertThat(server.tell("set", "ssh", "action", "x", "timeout", "1m")).isEqualTo("60");
    assertThat(server.tell("get", "ssh", "action", "x", "timeout")).isEqualTo("60");
    assertThat(server.tell("get", "ssh", "action", "x", "nosuch"))
        .isEqualTo("!AttributeError(\"'CommandAction' object has no attribute 'nosuch'\")");
    assertThat(server.tell("set", "ssh", "action", "x", "actionban", "<actionban>"))
        .startsWith("!ValueError(");
  }

  @Test
  void aNetworkLiftsTheBansWithin() {
    server.jail("ssh").forEach(server::tell);
    server.tell("set", "ssh", "banip", "192.0.2.1", "192.0.2.200", "198.51.100.1");
    assertThat(server.tell("banned", "192.0.2.1", "203.0.113.1")).isEqualTo("[['ssh'], []]");
    assertThat(server.tell("unban", "192.0.2.0/24")).isEqualTo("2");
    assertThat(server.tell("get", "ssh", "banned")).isEqualTo("['198.51.100.1']");
    assertThat(server.tell("unban", "--all")).isEqualTo("1");
    assertThat(server.tell("banned")).isEqualTo("[{'ssh': []}]");
  }

  @Test
  void theStatusHasTheShapeThatExportersRead() {
    server.jail("ssh").forEach(server::tell);
    server.tell("set", "ssh", "banip", "2001:db8::1");
    assertThat(server.tell("status")).isEqualTo("[('Number of jail', 1), ('Jail list', 'ssh')]");
    assertThat(server.tell("status", "ssh"))
        .isEqualTo(
            "[('Filter', [('Currently failed', 0), ('Total failed', 0), ('File list', ['"
                + server.watched()
                + "'])]), ('Actions', [('Currently banned', 1), ('Total banned', 1), ('Banned IP"
                + " list', ['2001:db8::1'])])]");
    assertThat(server.tell("stats")).isEqualTo("{'ssh': ['pyinotify', (0, 0), (1, 1)]}");
  }

  @Test
  void aJailCountsBansAndLetsGo() throws Exception {
    server.jail("ssh").forEach(server::tell);
    server.failures("192.0.2.7", 2);
    server.await("the action", () -> server.text(server.notes("ssh")).equals("ban 192.0.2.7\n"));
    assertThat(server.logged())
        .contains("INFO    [ssh] Found 192.0.2.7 - ", "NOTICE  [ssh] Ban 192.0.2.7\n");
    assertThat(server.tell("set", "ssh", "unbanip", "192.0.2.7")).isEqualTo("1");
    server.await(
        "the end",
        () -> server.text(server.notes("ssh")).equals("ban 192.0.2.7\nunban 192.0.2.7\n"));
  }

  @Test
  void linesFromBeforeTheStartCountAtTheirOwnTimeUnlessTheyAreTooOld() throws Exception {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).withNano(0);
    server.failures("192.0.2.1", 2, now.minusMinutes(11));
    server.failures("192.0.2.2", 1, now.minusMinutes(5));
    server.jail("ssh").stream().map(CommandsTest::fromTheHead).forEach(server::tell);
    server.failures("192.0.2.3", 1);
    server.await("the new line", () -> server.logged().contains("Found 192.0.2.3"));
    String time = now.minusMinutes(5).toString().replace('T', ' ');
    assertThat(server.logged())
        .contains("[ssh] Found 192.0.2.2 - " + time.substring(0, 16))
        .doesNotContain("192.0.2.1");
  }

  @Test
  void twoJailsOnOneFileEachSeeEveryLine() throws Exception {
    server.jail("one").forEach(server::tell);
    server.jail("two").forEach(server::tell);
    server.failures("192.0.2.7", 2);
    for (String jail : List.of("one", "two")) {
      server.await(jail, () -> server.text(server.notes(jail)).equals("ban 192.0.2.7\n"));
    }
  }

  @Test
  void whoIsToBeIgnoredIsNotCounted() throws Exception {
    server.jail("ssh").forEach(server::tell);
    server.tell("set", "ssh", "addignoreip", "192.0.2.0/24");
    server.tell("set", "ssh", "ignorecommand", "test <ip> = 198.51.100.1");
    server.failures("192.0.2.7", 2);
    server.failures("198.51.100.1", 2);
    server.failures("198.51.100.2", 2);
    server.await("the ban", () -> server.logged().contains("[ssh] Ban 198.51.100.2"));
    String ignored = "[ssh] Ignore 198.51.100.1 by command";
    server.await("the command's verdict", () -> server.logged().contains(ignored));
    assertThat(server.logged())
        .contains("[ssh] Ignore 192.0.2.7 by ip")
        .doesNotContain("Ban 192.0.2.7", "Ban 198.51.100.1");
    assertThat(server.tell("set", "ssh", "attempt", "192.0.2.8")).isEqualTo("0");
  }

  @Test
  void aFileSaysWhoIsIgnored() throws Exception {
    Path trusted = folder.resolve("trusted");
    Files.writeString(trusted, "192.0.2.0/24 # monitoring\n");
    server.jail("ssh").forEach(server::tell);
    server.tell("set", "ssh", "addignoreip", "file:" + trusted);
    server.failures("192.0.2.7", 2);
    server.failures("198.51.100.2", 2);
    server.await("the ban", () -> server.logged().contains("[ssh] Ban 198.51.100.2"));
    String ignored = "[ssh] Ignore 192.0.2.7 by file:" + trusted;
    server.await("the file's verdict", () -> server.logged().contains(ignored));
    assertThat(server.logged()).doesNotContain("Ban 192.0.2.7", "no effect");
    assertThat(server.tell("set", "ssh", "attempt", "192.0.2.8")).isEqualTo("0");
    server.tell("set", "ssh", "delignoreip", "file:" + trusted);
    server.failures("192.0.2.7", 2);
    server.await("the other ban", () -> server.logged().contains("[ssh] Ban 192.0.2.7"));
  }

  @Test
  void theIgnoreCommandIsAskedOncePerKey() throws Exception {
    Path runs = folder.resolve("runs");
    server.jail("ssh").forEach(server::tell);
    server.tell("set", "ssh", "ignorecommand", "echo <ip> >>" + runs + "; test <ip> = 192.0.2.7");
    server.tell("set", "ssh", "ignorecache", "key=\"<ip>\", max-count=2, max-time=5m");
    server.failures("192.0.2.7", 3);
    server.failures("198.51.100.2", 2);
    server.await("the ban", () -> server.logged().contains("[ssh] Ban 198.51.100.2"));
    server.await("all", () -> server.logged().split("Ignore 192.0.2.7 by command", -1).length == 4);
    assertThat(Files.readAllLines(runs)).containsExactlyInAnyOrder("192.0.2.7", "198.51.100.2");
    server.tell("set", "ssh", "ignorecache", "");
    server.failures("192.0.2.7", 2);
    server.await("each", () -> server.text(runs).lines().count() == 4);
  }

  @Test
  void bansTalliesAndPositionSurviveARestart() throws Exception {
    server.tell("set", "dbfile", server.database().toString());
    server.jail("ssh").forEach(server::tell);
    server.failures("192.0.2.7", 2);
    server.failures("192.0.2.8", 1);
    server.await("both", () -> server.logged().contains("Found 192.0.2.8"));
    server.close();
    server = new ServerFixture(folder);
    server.tell("set", "dbfile", server.database().toString());
    server.jail("ssh").stream().map(CommandsTest::fromTheHead).forEach(server::tell);
    server.failures("192.0.2.8", 1);
    server.await("the ban", () -> server.logged().contains("Ban 192.0.2.8"));
    assertThat(server.logged()).contains("[ssh] Restore Ban 192.0.2.7");
    assertThat(server.tell("status", "ssh"))
        .contains("('Total failed', ")
        .contains("('Total banned', 2)");
  }

  private static Value fromTheHead(Value command) {
    List<Value> items = ((Value.Sequence) command).items();
    return items.contains(Value.text("addlogpath"))
        ? new Value.Sequence(items.subList(0, items.size() - 1))
        : command;
  }
}
