package fail2ban.client;

import static fail2ban.engine.value.Value.list;
import static fail2ban.engine.value.Value.text;
import static fail2ban.engine.value.Value.tuple;
import static fail2ban.engine.value.Value.whole;
import static fail2ban.engine.value.Value.words;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers, shown by the real fail2ban-client and by ours, look the same. */
final class SameAsPythonTest {

  private static final Value NONE = Value.NONE;
  private static final Value NO_ITEMS = list();

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void needPython() {
    Assumptions.assumeFalse(Programs.pythonIsMissing(), "no fail2ban-client here");
    socket = folder.resolve("s");
  }

  static Stream<Arguments> replies() {
    return Stream.of(
        reply("ping", text("pong")),
        reply("ping 5", text("pong")),
        reply("version", text("1.1.2")),
        reply("echo a b", words("a", "b")),
        reply("echo", NO_ITEMS),
        reply("sleep 0", NONE),
        reply("start sshd", NONE),
        reply("stop sshd", NONE),
        reply("stop --all", NONE),
        reply("stop", NONE),
        reply("add sshd", text("sshd")),
        reply("add sshd polling", text("sshd")),
        reply("flushlogs", text("rolled over")),
        reply("flushlogs", text("flushed")),
        reply("server-status", text("Server ready")),
        reply("status", status(0, "")),
        reply("status", status(2, "apache, sshd")),
        reply("status sshd", jail(list(text("/var/log/auth.log")), list())),
        reply("status sshd", jail(words("/a", "/b c"), words("192.0.2.1", "2001:db8::1", "a b"))),
        reply("status sshd short", jailShort()),
        reply("status sshd cymru", jailCymru()),
        reply("status systemd", journal()),
        reply("banned", list(banned("j1", "192.0.2.1", "foo"), banned("j2"))),
        reply("banned 192.0.2.1 1.2.3.4", list(words("j1", "j2"), NO_ITEMS)),
        reply("unban --all", whole(3)),
        reply("get loglevel", text("INFO")),
        reply("set loglevel 9", text("9")),
        reply("get logtarget", text("/var/log/fail2ban.log")),
        reply("set logtarget STDERR", text("STDERR")),
        reply("get syslogsocket", text("auto")),
        reply("set syslogsocket /dev/log", text("/dev/log")),
        reply("get dbfile", text("/var/lib/fail2ban/fail2ban.sqlite3")),
        reply("set dbfile None", NONE),
        reply("get dbpurgeage", whole(86400)),
        reply("set dbpurgeage 1d", NONE),
        reply("get dbmaxmatches", whole(10)),
        reply("get dbmaxmatches", NONE),
        reply("get thread", new Value.Mapping(Map.of(text("stacksize"), whole(0)))),
        reply("set allowipv6 auto", text("auto")),
        reply("get j logpath", words("/a", "/b", "/c d")),
        reply("set j addlogpath /a tail", words("/a")),
        reply("set j dellogpath /a", NO_ITEMS),
        reply("get j logencoding", text("UTF-8")),
        reply("set j logencoding auto", text("ANSI_X3.4-1968")),
        reply("get j journalmatch", NO_ITEMS),
        reply("get j journalmatch", list(words("_COMM=sshd", "+", "_UID=0"), words("a=b"))),
        reply("set j addjournalmatch a=b", list(words("a=b"))),
        reply("set j deljournalmatch a=b", NO_ITEMS),
        reply("get j datepattern", NONE),
        reply("get j datepattern", tuple(NONE, text("Default Detectors"))),
        reply("set j datepattern %Y", tuple(text("%Y"), text("Year"))),
        reply("get j ignoreip", NO_ITEMS),
        reply("get j ignoreip", words("127.0.0.0/8", "::1")),
        reply("set j addignoreip ::1", words("::1")),
        reply("set j delignoreip ::1", NO_ITEMS),
        reply("get j failregex", NO_ITEMS),
        reply("get j failregex", words("^a$", "b\tc", "d")),
        reply("set j addfailregex x", words("x")),
        reply("set j delfailregex 0", NO_ITEMS),
        reply("get j ignoreregex", words("x")),
        reply("set j addignoreregex x", words("x", "y")),
        reply("set j delignoreregex 0", NO_ITEMS),
        reply("get j prefregex", text("^<F-CONTENT>")),
        reply("get j actions", NO_ITEMS),
        reply("get j actions", words("iptables", "mail-x")),
        reply("get j actionproperties mail", words("actionban", "name")),
        reply("get j actionproperties mail", NO_ITEMS),
        reply("get j actionmethods mail", words("ban", "unban")),
        reply("get j actionmethods mail", NO_ITEMS),
        reply("get j action mail actionban", text("printf %b \"<ip>\"\n")),
        reply("set j action mail timeout 5", whole(5)),
        reply("set j addaction mail", text("mail")),
        reply("set j delaction mail", NONE),
        reply("get j banip", NO_ITEMS),
        reply("get j banip", words("192.0.2.1", "2001:db8::1")),
        reply("get j banip ,", words("192.0.2.1", "2001:db8::1")),
        reply("get j banip --with-time", words("192.0.2.1 \t2026-01-01", "a \tb")),
        reply("get j banip --with-time", NO_ITEMS),
        reply("set j banip 192.0.2.1", whole(1)),
        reply("set j unbanip 192.0.2.1", whole(0)),
        reply("get j banned", words("192.0.2.1")),
        reply("get j banned 192.0.2.1", whole(1)),
        reply("get j banned 192.0.2.1 a", list(whole(1), whole(0))),
        reply("get j bantime", whole(600)),
        reply("set j bantime 1y6mo", new Value.Real(47336400.0)),
        reply("get j findtime", new Value.Real(0.5)),
        reply("set j idle on", Value.TRUE),
        reply("get j ignoreself", Value.FALSE),
        reply("get j ignorecommand", text("")),
        reply("get j ignorecache", list(text("<ip>"), whole(10), whole(300))),
        reply("get j usedns", text("warn")),
        reply("get j maxretry", whole(-5)),
        reply("set j attempt 192.0.2.1 x", whole(1)),
        reply("odd", tuple(text("it's"), text("a \"b\"\n"), new Value.Real(1e16), Value.TRUE)),
        reply("status nix", failure("fail2ban.exceptions", "UnknownJailException", "nix")),
        reply("status it's", failure("fail2ban.exceptions", "UnknownJailException", "it's")),
        reply("add sshd", failure("fail2ban.exceptions", "DuplicateJailException", "sshd")),
        reply("get", failure("builtins", "IndexError", "list index out of range")),
        reply("bogus", failure("builtins", "Exception", "Invalid command")),
        reply("get j x", failure("builtins", "KeyError", "Invalid Action name: x")),
        reply("set j x", failure("builtins", "ValueError", "not banned: ['x']")),
        reply("set j x", failure("builtins", "RuntimeError", "it's \"so\"\nreally")),
        reply("set j r", failure("fail2ban.server.failregex", "RegexException", "No group in 'x'")),
        reply(
            "set j addlogpath /nix",
            new Value.Failure(
                "builtins",
                "FileNotFoundError",
                List.of(whole(2), text("No such file or directory"), text("/nix")))),
        reply("set j e", new Value.Failure("builtins", "Exception", List.of())),
        reply(
            "set j e", new Value.Failure("builtins", "Exception", List.of(text("a"), text("b")))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("replies")
  void showsTheReply(String command, Value answer) throws Exception {
    try (var server = new CannedServer(socket)) {
      server.answering(command, answer);
      String[] line = line(command.split(" "));
      assertThat(Programs.in(folder).ours(line)).isEqualTo(Programs.pythons(folder, line));
      assertThat(server.asked).hasSizeBetween(0, 2);
      assertThat(server.asked.stream().distinct().count()).isLessThan(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "ping x", "status", "stop", "reload", "reload a b", "restart x"})
  void missesTheServer(String command) throws Exception {
    String[] line = line(command.split(" "));
    assertThat(Programs.in(folder).ours(line)).isEqualTo(Programs.pythons(folder, line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--str2sec 1h",
        "--str2sec 1y6mo",
        "--str2sec=1d12h30m",
        "--str2sec -1",
        "--str2sec foo",
        "--timeout foo ping",
        "--loglevel FOO -s /nonexistent ping",
      })
  void readsTheCommandLine(String arguments) throws Exception {
    String[] line = arguments.split(" ");
    assertThat(Programs.in(Path.of("/etc/fail2ban")).ours(line))
        .isEqualTo(Programs.pythons(folder, line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-z",
        "--bogus",
        "-c",
        "--conf",
        "--sock",
        "--log x ping",
        "--d",
        "--test=3",
        "-xz",
        "-h",
        "--help",
        "-xh",
        "--he",
        "-t=3",
        "--pid",
        "--p x",
        "--syslogsocket"
      })
  void usesItsHelpWhereThePythonOneDoes(String arguments) throws Exception {
    String[] line = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    Run ours = Programs.in(Path.of("/etc/fail2ban")).ours(line);
    Run theirs = Programs.pythons(folder, line);
    assertThat(ours.status()).isEqualTo(theirs.status());
    assertThat(ours.err()).isEqualTo(theirs.err());
    assertThat(firstLine(ours.out())).isEqualTo(firstLine(theirs.out()));
  }

  @Test
  void helpNamesEveryCommandThatThePythonOneDoes() throws Exception {
    var theirs = new ArrayList<String>();
    for (String line : Programs.pythons(folder, "-h").out().lines().toList()) {
      if (line.matches("    [a-z].*")) {
        theirs.add(line.strip().replaceAll(" {2,}.*", "").replaceAll("(?<=[>\\]]) [a-z(].*", ""));
      }
    }
    String ours = Programs.in(folder).ours("-h").out();
    assertThat(theirs).hasSizeGreaterThan(80);
    assertThat(theirs)
        .allMatch(command -> ours.contains("\n    " + command.replace(" <IP>]", " <IP>")));
  }

  private String[] line(String... words) {
    var line =
        new ArrayList<String>(
            List.of("-s", socket.toString(), "-p", folder.resolve("pid").toString()));
    line.addAll(List.of("--loglevel", "INFO", "--logtarget", "STDERR", "--syslogsocket", "auto"));
    line.addAll(List.of(words));
    return line.toArray(new String[0]);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static Arguments reply(String command, Value answer) {
    return Arguments.of(command, answer);
  }

  private static Value failure(String module, String type, String argument) {
    return new Value.Failure(module, type, List.of(text(argument)));
  }

  private static Value pair(String label, Value content) {
    return tuple(text(label), content);
  }

  private static Value status(int jails, String names) {
    return list(pair("Number of jail", whole(jails)), pair("Jail list", text(names)));
  }

  private static Value banned(String jail, String... ids) {
    return new Value.Mapping(Map.of(text(jail), words(ids)));
  }

  private static Value filter(Value third) {
    return pair(
        "Filter", list(pair("Currently failed", whole(1)), pair("Total failed", whole(22)), third));
  }

  private static Value jail(Value files, Value ids) {
    return list(
        filter(pair("File list", files)),
        pair(
            "Actions",
            list(
                pair("Currently banned", whole(2)),
                pair("Total banned", whole(3)),
                pair("Banned IP list", ids))));
  }

  private static Value jailShort() {
    return list(
        filter(pair("File list", words("/a"))),
        pair("Actions", list(pair("Currently banned", whole(2)), pair("Total banned", whole(3)))));
  }

  private static Value jailCymru() {
    return list(
        filter(pair("File list", NO_ITEMS)),
        pair(
            "Actions",
            list(
                pair("Banned IP list", words("192.0.2.1")),
                pair("Banned ASN list", words("64496", "64497")),
                pair("Banned Country list", words("AU")),
                pair("Banned RIR list", NO_ITEMS))));
  }

  private static Value journal() {
    return list(
        filter(pair("Journal matches", words("_SYSTEMD_UNIT=sshd.service + _COMM=sshd"))),
        pair("Actions", list(pair("Currently banned", whole(0)))));
  }
}
