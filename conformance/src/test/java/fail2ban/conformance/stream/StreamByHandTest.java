package fail2ban.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code fail2ban-client -d} prints is all that makes a server: line by line to an empty one,
 * it gives the server that {@code fail2ban-client start} gives.
 */
class StreamByHandTest {

  private static final Pattern WORD = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|(-?\\d+)");
  private static final List<String> OF_SERVER =
      List.of(
          "loglevel",
          "logtarget",
          "syslogsocket",
          "dbfile",
          "dbmaxmatches",
          "dbpurgeage",
          "thread");
  private static final List<String> OF_JAIL =
      List.of(
          "ignoreself",
          "ignoreip",
          "ignorecommand",
          "ignorecache",
          "logpath",
          "logencoding",
          "journalmatch",
          "prefregex",
          "failregex",
          "ignoreregex",
          "usedns",
          "findtime",
          "bantime",
          "datepattern",
          "logtimezone",
          "maxretry",
          "maxmatches",
          "maxlines",
          "bantime.increment",
          "bantime.factor",
          "bantime.formula",
          "bantime.multipliers",
          "bantime.maxtime",
          "bantime.rndtime",
          "bantime.overalljails",
          "banip",
          "banned",
          "actions");

  private Scene scene;
  private Checkout checkout;
  private Path mails;

  /** What can be asked of a server, and what its jail did to an offender. */
  private record Likeness(List<String> answers, String rules, String mail) {}

  @BeforeEach
  void setUp(@TempDir Path folder) throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    mails = folder.resolve("mails");
    Path mail = programs.resolve("mail");
    Files.writeString(mail, "#!/bin/sh\n{ echo \"$@\"; cat; } >>" + mails + "\n");
    Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxr-xr-x"));
    scene = Scene.withFirewall(folder, Map.of("PATH", programs + ":" + System.getenv("PATH")));
    checkout = scene.checkout();
    checkout.write(
        checkout.config("filter.d/sshd.local"),
        "[Definition]\nlogpath=" + scene.sshd().file() + "\n");
    checkout.jails(
        """
        [ssh]
        enabled = true
        filter = sshd
        action = iptables[name=ssh,port=22,protocol=tcp] mail[name=SSH,dest=toto@titi.com]
        maxretry = 3
        """);
  }

  @AfterEach
  void tearDown() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void everyLineSentByHandMakesTheServerThatStartMakes() throws Exception {
    List<String> stream = checkout.client("-d").lines();
    checkout.ask("start");
    Likeness started = likeness();
    checkout.ask("stop");
    assertThat(started.answers()).noneMatch(answer -> answer.contains("-> (1,"));
    assertThat(started.rules()).contains("192.0.2.1/32");

    assertThat(emptyServerToldBy(() -> byPickle(stream))).isEqualTo(started);
    assertThat(emptyServerToldBy(() -> byWords(stream))).isEqualTo(started);
  }

  private Likeness emptyServerToldBy(Runnable telling) throws Exception {
    Files.delete(checkout.run("fail2ban.sqlite3"));
    Files.deleteIfExists(mails);
    checkout.write(scene.sshd().file(), "");
    try (Running server = checkout.spawn("fail2ban-server", "--async", "-xf", "start")) {
      Eventually.holds(
          "the socket", () -> checkout.client("ping").status() == 0, () -> server.err());
      assertThat(checkout.ask("status")).contains("Number of jail:\t0");
      telling.run();
      Likeness told = likeness();
      checkout.ask("stop");
      assertThat(server.ended()).isZero();
      return told;
    }
  }

  private void byPickle(List<String> stream) {
    assertThat(Converse.with(socket(), stream)).allMatch(reply -> reply.startsWith("(0, "));
  }

  private void byWords(List<String> stream) {
    int typed = 0;
    for (String line : stream) {
      List<String> words = words(line);
      if (words.isEmpty()) {
        assertThat(Converse.with(socket(), List.of(line)).getFirst()).startsWith("(0, ");
      } else {
        checkout.ask(words.toArray(String[]::new));
        typed++;
      }
    }
    assertThat(typed).isGreaterThan(stream.size() / 2);
  }

  /** The words of a line that has nothing else, without escapes; else none. */
  private static List<String> words(String line) {
    if (line.startsWith("[") && !line.substring(1).contains("[") && !line.contains("\\")) {
      var words = new ArrayList<String>();
      Matcher matcher = WORD.matcher(line);
      while (matcher.find()) {
        words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
      return words;
    }
    return List.of();
  }

  private Likeness likeness() throws Exception {
    List<String> answers = everythingAsked();
    checkout.write(mails, "");
    scene.sshd().failures("192.0.2.1", 3);
    Eventually.holds(
        "ban and mail",
        () ->
            scene.rules("iptables").contains("192.0.2.1")
                && checkout.text(mails).contains("192.0.2.1"),
        () -> scene.rules("iptables") + checkout.log());
    return new Likeness(answers, scene.rules("iptables"), checkout.text(mails));
  }

  private List<String> everythingAsked() {
    var questions = new ArrayList<String>();
    Consumer<Stream<String>> ask = lines -> lines.forEach(questions::add);
    questions.add("['status']");
    questions.add("['status', 'ssh']");
    questions.add("['status', '--all']");
    ask.accept(OF_SERVER.stream().map("['get', '%s']"::formatted));
    ask.accept(OF_JAIL.stream().map("['get', 'ssh', '%s']"::formatted));
    for (String action : List.of("iptables", "mail-SSH")) {
      questions.add("['get', 'ssh', 'actionmethods', '%s']".formatted(action));
      String asked = "['get', 'ssh', 'actionproperties', '%s']".formatted(action);
      questions.add(asked);
      String known = Converse.with(socket(), List.of(asked)).getFirst();
      Matcher property = WORD.matcher(known.substring(known.indexOf('[')));
      while (property.find()) {
        questions.add("['get', 'ssh', 'action', '%s', '%s']".formatted(action, property.group(1)));
      }
    }
    var answers = new ArrayList<String>();
    List<String> replies = Converse.with(socket(), questions);
    for (int index = 0; index < questions.size(); index++) {
      answers.add(questions.get(index) + " -> " + replies.get(index));
    }
    return answers;
  }

  private Path socket() {
    return checkout.run("fail2ban.sock");
  }
}
