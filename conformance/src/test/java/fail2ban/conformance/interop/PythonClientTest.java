package fail2ban.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python client, as Debian ships it, says the same about this server as about its own: same
 * configuration, same commands, same words on standard output and same exit status.
 */
class PythonClientTest {

  private static final String CLIENT = "/usr/bin/fail2ban-client";

  private Scene ours;
  private Scene original;

  @BeforeEach
  void startBoth(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Path.of(CLIENT)), "needs the original fail2ban");
    ours = scene(folder.resolve("one"));
    original = scene(folder.resolve("two"));
    ours.checkout().ask("-c", conf(ours), "start");
    Finished started = python(original, "start");
    assertThat(started.status()).describedAs(started.toString()).isZero();
  }

  @AfterEach
  void stopBoth() {
    if (original != null) {
      python(original, "stop");
      original.close();
      ours.close();
    }
  }

  @Test
  void theClientSeesNoDifference() throws Exception {
    same("ping");
    assertThat(python(ours, "version").out()).isEqualTo("1.1.2\n");
    same("echo", "a", "b");
    same("status");
    same("status", "ssh");
    same("set", "ssh", "maxretry", "4");
    same("get", "ssh", "maxretry");
    same("set", "ssh", "bantime", "1h");
    same("get", "ssh", "bantime");
    same("get", "ssh", "findtime");
    same("get", "ssh", "ignoreip");
    same("set", "ssh", "addignoreip", "192.0.2.128/25", "198.51.100.1");
    same("set", "ssh", "delignoreip", "198.51.100.1");
    same("set", "ssh", "banip", "192.0.2.1");
    same("set", "ssh", "banip", "192.0.2.1", "192.0.2.2");
    settled();
    same("get", "ssh", "banned");
    same("get", "ssh", "banned", "192.0.2.2");
    same("get", "ssh", "banip");
    same("get", "ssh", "banip", "\n");
    same("get", "ssh", "banip", "--with-time");
    same("banned");
    same("banned", "192.0.2.1", "192.0.2.9");
    same("status", "ssh");
    same("set", "ssh", "unbanip", "192.0.2.1");
    same("set", "ssh", "unbanip", "--report-absent", "192.0.2.1");
    same("unban", "192.0.2.2", "192.0.2.3");
    same("get", "ssh", "banip");
    same("get", "ssh", "actions");
    same("get", "ssh", "action", "dummy", "actionban");
    same("get", "ssh", "action", "dummy", "nosuch");
    same("get", "ssh", "action", "nosuch", "actionban");
    same("get", "ssh", "logpath");
    same("get", "ssh", "logencoding");
    same("get", "ssh", "usedns");
    same("get", "ssh", "datepattern");
    same("get", "ssh", "journalmatch");
    same("get", "ssh", "ignorecommand");
    same("get", "loglevel");
    same("get", "dbfile");
    same("get", "dbpurgeage");
    same("flushlogs");
    same("status", "nosuch");
    same("set", "nosuch", "maxretry", "4");
    same("set", "ssh", "nosuch", "4");
    same("get", "ssh", "nosuch");
    same("set", "ssh", "maxretry");
    same("set", "ssh", "maxretry", "many");
    same("set", "ssh", "addlogpath", "/nosuch/file");
    same("set", "ssh", "logencoding", "klingon");
    same("frobnicate");
    assertThat(python(ours, "add", "ssh", "auto").out())
        .isEqualTo("The jail 'ssh' already exists\n");
    same("reload");
    same("get", "ssh", "maxretry");
    same("reload", "nosuch");
    same("stop", "ssh");
    same("status");
    same("stop");
    same("ping");
  }

  /** The original bans when its thread comes to it. */
  private void settled() {
    for (Scene scene : List.of(ours, original)) {
      Eventually.holds(
          "two bans",
          () -> python(scene, "get", "ssh", "banned").out().contains("192.0.2.2"),
          scene::state);
    }
  }

  private void same(String... words) {
    Finished by = python(ours, words);
    Finished to = python(original, words);
    assertThat(by.status() + "\n" + plain(ours, by.out()))
        .describedAs(String.join(" ", words) + "\n" + by + to)
        .isEqualTo(to.status() + "\n" + plain(original, to.out()));
  }

  /** Without what must differ: the folder, and the moment. */
  private static String plain(Scene scene, String text) {
    return text.replace(scene.folder().toString(), "FOLDER")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME");
  }

  private static Finished python(Scene scene, String... words) {
    var all = new ArrayList<>(List.of(CLIENT, "-c", conf(scene)));
    all.addAll(List.of(words));
    return Command.run(scene.folder(), Map.of("LC_ALL", "C.UTF-8"), all);
  }

  private static String conf(Scene scene) {
    return scene.checkout().root().resolve("config").toString();
  }

  /** What both programs can read: no folder that one of them fills in. */
  private static Scene scene(Path folder) throws IOException {
    var scene = Scene.without(Files.createDirectory(folder));
    Checkout checkout = scene.checkout();
    Path run = Files.createDirectories(checkout.run("x").getParent());
    checkout.write(
        checkout.config("fail2ban.conf"),
        """
        [DEFAULT]
        loglevel = INFO
        logtarget = %1$s/fail2ban.log
        syslogsocket = auto
        socket = %1$s/fail2ban.sock
        pidfile = %1$s/fail2ban.pid
        allowipv6 = auto
        dbfile = %1$s/fail2ban.sqlite3
        dbmaxmatches = 10
        dbpurgeage = 1d
        [Definition]
        [Thread]
        """
            .formatted(run));
    checkout.write(checkout.config("action.d/dummy.local"), "[Init]\ntarget = " + run + "/dummy\n");
    checkout.jails(scene.jail("ssh", "backend = polling"));
    return scene;
  }
}
