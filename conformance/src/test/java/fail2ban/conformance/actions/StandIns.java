package fail2ban.conformance.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A search path on which every program that could do something outside is a stand-in that only
 * notes what it was called for; beside these, tools that scripts are made of.
 */
final class StandIns implements AutoCloseable {

  private static final Path SCRIPT = Path.of("src/test/resources/actions/stand-in.pl");

  private static final List<String> OUTSIDE =
      List.of(
          "afctl",
          "apf",
          "apprise",
          "conntrack",
          "csf",
          "curl",
          "dig",
          "firewall-cmd",
          "geoiplookup",
          "ip",
          "ip6tables",
          "ipf",
          "ipfw",
          "ipset",
          "iptables",
          "mail",
          "nft",
          "nginx",
          "npfctl",
          "nsupdate",
          "pfctl",
          "sendmail",
          "shorewall",
          "shorewall6",
          "shorewallinet4",
          "ss",
          "ufw",
          "wget",
          "whois");

  private static final List<String> HARMLESS =
      List.of(
          "awk",
          "cat",
          "cut",
          "dirname",
          "egrep",
          "env",
          "expr",
          "fgrep",
          "grep",
          "head",
          "iconv",
          "perl",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr",
          "truncate",
          "wc");

  /** Asked so often that it would cost a lot to note, and never twice the same without this. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "date", "case $1 in +%s) echo 1700000000 ;; *) echo \"today as $*\" ;; esac",
          "id", "echo 0",
          "uname", "echo box.example.net");

  /** What action files name by its full path, which is not ours to use. */
  private static final Map<String, String> MOVED =
      Map.ofEntries(
          Map.entry("/usr/sbin/sendmail", "bin/sendmail"),
          Map.entry("/usr/bin/nsupdate", "bin/nsupdate"),
          Map.entry("/usr/libexec/afctl", "bin/afctl"),
          Map.entry("/sbin/ipf", "bin/ipf"),
          Map.entry("/sbin/npfctl", "bin/npfctl"),
          Map.entry("/proc/net/xt_recent", "files/xt_recent"),
          Map.entry("/etc/symbiosis/firewall/blacklist.d", "files/blacklist.d"));

  private final Path folder;

  private StandIns(Path folder) {
    this.folder = folder;
  }

  static StandIns in(Path folder) throws IOException {
    var made = new StandIns(folder);
    for (String name :
        List.of("bin", "tools", "state", "marks", "files/xt_recent", "files/blacklist.d")) {
      Files.createDirectories(folder.resolve(name));
    }
    Path script = folder.resolve("stand-in.pl");
    Files.copy(SCRIPT, script, StandardCopyOption.REPLACE_EXISTING);
    script.toFile().setExecutable(true);
    for (String name : OUTSIDE) {
      Files.createSymbolicLink(folder.resolve("bin").resolve(name), script);
    }
    for (String name : HARMLESS) {
      made.linkTool(name);
    }
    for (Map.Entry<String, String> entry : ANSWERS.entrySet()) {
      Path answer = folder.resolve("tools").resolve(entry.getKey());
      Files.writeString(answer, "#!/bin/sh\n" + entry.getValue() + "\n");
      answer.toFile().setExecutable(true);
    }
    Files.createFile(folder.resolve("records"));
    Files.createFile(folder.resolve("nginx.pid"));
    return made;
  }

  private void linkTool(String name) throws IOException {
    for (String place : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
      Path program = Path.of(place, name);
      if (Files.isExecutable(program)) {
        Files.createSymbolicLink(folder.resolve("tools").resolve(name), program);
        return;
      }
    }
  }

  /**
   * @param mark an action for each jail beside the one under test; may be empty
   */
  Party.Equipment equipment(String mark) {
    String path = folder.resolve("bin") + ":" + folder.resolve("tools");
    return new Party.Equipment(this::moved, Map.of("PATH", path), "directcommands = no", mark);
  }

  /** An action file's text, with stand-ins for what it names by its full path. */
  private String moved(String text) {
    String result = text;
    for (Map.Entry<String, String> entry : MOVED.entrySet()) {
      result = result.replace(entry.getKey(), folder.resolve(entry.getValue()).toString());
    }
    return result;
  }

  /** Takes the links away, so that whoever clears the folder cannot follow one. */
  @Override
  public void close() throws IOException {
    for (String name : List.of("bin", "tools")) {
      try (Stream<Path> links = Files.list(folder.resolve(name))) {
        for (Path link : links.filter(Files::isSymbolicLink).toList()) {
          Files.delete(link);
        }
      }
    }
  }
}
