package fail2ban.conformance.howto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.SshdLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The HOWTO of fail2ban 0.7, typed from top to bottom in a fresh checkout: real launchers, a real
 * server, real iptables in a network namespace, and a program in the place of mail(1).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class HowtoTest {

  private static final String ACTIONS =
      "iptables[name=ssh,port=22,protocol=tcp] mail[name=SSH,dest=toto@titi.com]";

  private Namespace namespace;
  private Checkout checkout;
  private Path mails;
  private SshdLog sshd;

  @BeforeAll
  void setUp(@TempDir Path folder) throws Exception {
    assumeTrue(Namespace.possible(), "needs root and a kernel with a packet filter");
    namespace = Namespace.create();
    Path programs = Files.createDirectory(folder.resolve("programs"));
    mails = folder.resolve("mails");
    Path mail = programs.resolve("mail");
    Files.writeString(
        mail, "#!/bin/sh\n{ printf '%s\\n' \"$@\"; cat; echo '--end--'; } >>" + mails + "\n");
    Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path root = Files.createDirectory(folder.resolve("checkout"));
    checkout =
        Checkout.in(
            root,
            namespace.prefix(),
            Map.of("PATH", programs + ":" + System.getenv("PATH"), "LC_ALL", "C"));
    sshd = new SshdLog(checkout, folder.resolve("current"));
    checkout.write(sshd.file(), "");
  }

  @AfterAll
  void tearDown() {
    if (checkout != null) {
      checkout.client("stop");
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  @Test
  @Order(1)
  void theFilterNamesTheLogAndTheJailIsWrittenInFourLines() {
    checkout.write(
        checkout.config("filter.d/sshd.local"), "[Definition]\nlogpath=" + sshd.file() + "\n");
    jail(ACTIONS);
    Finished dumped = checkout.client("-d");
    assertThat(dumped.status()).describedAs(dumped.toString()).isZero();
    assertThat(dumped.lines())
        .contains(
            "['set', 'loglevel', 'INFO']",
            "['add', 'ssh', 'auto']",
            "['set', 'ssh', 'addlogpath', '" + sshd.file() + "', 'head']",
            "['set', 'ssh', 'maxretry', 3]",
            "['set', 'ssh', 'addaction', 'iptables']",
            "['set', 'ssh', 'addaction', 'mail-SSH']",
            "['start', 'ssh']");
  }

  @Test
  @Order(2)
  void theActionsMayStandOnOneLineOrTwoAndHaveBlanks() {
    String oneLine = checkout.client("-d").out();
    jail(ACTIONS.replace("] ", "]\n         "));
    assertThat(checkout.client("-d").out()).isEqualTo(oneLine);
    jail(ACTIONS.replace(",", ", "));
    assertThat(checkout.client("-d").out()).isEqualTo(oneLine);
  }

  @Test
  @Order(3)
  void aNumberAsLogLevelIsPrintedAsTheFileHasIt() {
    Path local = checkout.config("fail2ban.local");
    checkout.write(local, "[DEFAULT]\nloglevel = 3\n");
    assertThat(checkout.client("-d").lines()).contains("['set', 'loglevel', 3]");
    checkout.write(local, "[DEFAULT]\nloglevel = INFO\n");
  }

  @Test
  @Order(3)
  void whatActionsWriteByDefaultLiesWithinTheCheckout() {
    jail("dummy blocklist");
    assertThat(checkout.client("-d").out())
        .contains(checkout.run("fail2ban.dummy").toString())
        .contains(checkout.run("blocklist-ssh.txt").toString());
    jail(ACTIONS);
  }

  @Test
  @Order(4)
  void noMistakeInTheFilesEndsInATraceback() {
    for (String broken :
        List.of(
            "[ssh]\nenabled = true\nfilter = nosuch\n",
            "[ssh]\nenabled = true\nfilter = sshd\naction = nosuch\n",
            "[ssh]\nenabled = true\nfilter = sshd\naction = mail[name=SSH\n",
            "[ssh]\nenabled = true\nfilter = sshd\nmaxretry = %(nosuch)s\n",
            "[ssh\nenabled = true\n",
            "enabled = true\n",
            "[ssh]\nenabled\n",
            "[ssh]\nenabled = true\nenabled = true\n")) {
      checkout.write(checkout.config("jail.conf"), broken);
      Finished dumped = checkout.client("-d");
      assertThat(dumped.status()).describedAs(broken + dumped).isEqualTo(255);
      assertThat(dumped.err()).describedAs(broken).contains("jail.conf").doesNotContain("\tat ");
    }
    jail(ACTIONS);
  }

  @Test
  @Order(5)
  void theServerStartsAndKnowsItsJail() {
    Finished started = checkout.client("start");
    assertThat(started.status()).describedAs(started.toString()).isZero();
    assertThat(started.out()).isEqualTo("Server ready\n");
    assertThat(checkout.client("status").out())
        .isEqualTo("Status\n|- Number of jail:\t1\n`- Jail list:\tssh\n");
    assertThat(checkout.client("status", "ssh").out())
        .isEqualTo(
            """
            Status for the jail: ssh
            |- Filter
            |  |- Currently failed:\t0
            |  |- Total failed:\t0
            |  `- File list:\t%s
            `- Actions
               |- Currently banned:\t0
               |- Total banned:\t0
               `- Banned IP list:\t
            """
                .formatted(sshd.file()));
  }

  @Test
  @Order(6)
  void theLogCanBeTurnedWhileItRuns() {
    assertThat(checkout.client("set", "loglevel", "4").out())
        .isEqualTo("Current logging level is 'DEBUG'\n");
    assertThat(checkout.client("set", "loglevel", "3").out())
        .isEqualTo("Current logging level is 'INFO'\n");
    assertThat(checkout.client("set", "logtarget", "STDERR").out())
        .isEqualTo("Current logging target is:\n`- STDERR\n");
    String file = checkout.run("fail2ban.log").toString();
    assertThat(checkout.client("set", "logtarget", file).out())
        .isEqualTo("Current logging target is:\n`- " + file + "\n");
  }

  @Test
  @Order(7)
  void anotherMaxRetryHoldsAtOnce() {
    assertThat(checkout.client("set", "ssh", "maxretry", "5").out()).isEqualTo("5\n");
    sshd.failures("192.0.2.1", 4);
    Eventually.holds("four failures are counted", () -> failed() == 4, checkout::log);
    assertThat(checkout.log()).doesNotContain("Ban 192.0.2.1");
  }

  @Test
  @Order(8)
  void theFifthFailureClosesThePortAndSendsAMail() {
    sshd.failures("192.0.2.1", 1);
    String rule = "-A f2b-ssh -s 192.0.2.1/32 -j REJECT --reject-with icmp-port-unreachable";
    Eventually.holds("the rule", () -> rules("iptables").contains(rule), this::state);
    assertThat(rules("iptables")).contains("-A INPUT -p tcp -m tcp --dport 22 -j f2b-ssh");
    Eventually.holds(
        "the mail", () -> checkout.text(mails).contains("192.0.2.1"), () -> checkout.text(mails));
    assertThat(checkout.text(mails)).contains("toto@titi.com");
    assertThat(checkout.log())
        .containsPattern(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} fail2ban\\.filter         \\[\\d+\\]:"
                + " INFO    \\[ssh\\] Found 192\\.0\\.2\\.1 - \\d{4}-\\d\\d-\\d\\d ")
        .containsPattern(
            "fail2ban\\.actions        \\[\\d+\\]: NOTICE  \\[ssh\\] Ban 192\\.0\\.2\\.1\n");
    assertThat(checkout.client("status", "ssh").out())
        .contains("Currently banned:\t1", "Banned IP list:\t192.0.2.1");
  }

  @Test
  @Order(9)
  void anIpv6OffenderIsClosedOutByIp6tables() {
    sshd.failures("2001:db8::7", 5);
    Eventually.holds(
        "the rule",
        () -> rules("ip6tables").contains("-A f2b-ssh -s 2001:db8::7/128 -j REJECT"),
        this::state);
  }

  @Test
  @Order(10)
  void theBanIsUndoneAfterItsTime() {
    assertThat(checkout.client("set", "ssh", "bantime", "1").out()).isEqualTo("1\n");
    Eventually.holds(
        "the rules are gone",
        () -> !rules("iptables").contains("192.0.2.1") && !rules("ip6tables").contains("2001:db8"),
        this::state);
    assertThat(checkout.log()).contains("[ssh] Unban 192.0.2.1", "[ssh] Unban 2001:db8::7");
    assertThat(checkout.client("status", "ssh").out()).contains("Currently banned:\t0");
  }

  @Test
  @Order(11)
  void theServerStopsAndLeavesNothing() {
    assertThat(checkout.client("stop").out()).isEqualTo("Shutdown successful\n");
    assertThat(rules("iptables")).doesNotContain("f2b-ssh");
    assertThat(rules("ip6tables")).doesNotContain("f2b-ssh");
    Eventually.holds(
        "socket and pid file are gone",
        () ->
            Files.notExists(checkout.run("fail2ban.sock"))
                && Files.notExists(checkout.run("fail2ban.pid")),
        checkout::log);
    assertThat(checkout.client("status").status()).isEqualTo(255);
    assertThat(checkout.log()).contains("Exiting Fail2ban").doesNotContain("ERROR");
  }

  private void jail(String actions) {
    checkout.write(
        checkout.config("jail.conf"),
        "[ssh]\nenabled = true\nfilter = sshd\naction = " + actions + "\nmaxretry = 3\n");
  }

  private int failed() {
    return checkout.log().split("\\[ssh\\] Found 192\\.0\\.2\\.1", -1).length - 1;
  }

  private String rules(String program) {
    return namespace.run(program, "-w", "-S").out();
  }

  private String state() {
    return rules("iptables") + rules("ip6tables") + checkout.log();
  }
}
