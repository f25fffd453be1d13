package fail2ban.conformance.session;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of its own in which one client talks with one server. The words of the script may say
 * {@code {folder}} and {@code {newline}}.
 */
final class Stage {

  private static final Path CONFIGURATION = Path.of("src/test/resources/session/config");
  private static final int POLLS = 400;
  private static final int POLL_MILLISECONDS = 25;

  private final String name;
  private final Path folder;
  private final Path programs;
  private final Client client;

  private Stage(String name, Path folder, Path programs, Client client) {
    this.name = name;
    this.folder = folder;
    this.programs = programs;
    this.client = client;
  }

  /**
   * @param programs where the server's program is that the client starts
   */
  static Stage set(String name, Path folder, Path programs, Client client) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.walk(CONFIGURATION)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("config").resolve(CONFIGURATION.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace("{folder}", folder.toString()));
      }
    }
    return new Stage(name, folder, programs, client);
  }

  String name() {
    return name;
  }

  /**
   * What a client said in the order of the script.
   *
   * @param answers to commands
   * @param json to those that were asked for as JSON, by their line; a client that does not know
   *     how has none
   */
  record Played(List<Finished> answers, Map<Integer, Finished> json) {}

  Played play(List<Step> steps) {
    var answers = new ArrayList<Finished>();
    var json = new TreeMap<Integer, Finished>();
    for (Step step : steps) {
      switch (step) {
        case Step.Ask(_, _, List<String> words, _, _) -> answers.add(plain(ask(words)));
        case Step.AskJson(int line, List<String> words) -> {
          if (client.speaksJson()) {
            json.put(line, plain(ask(json(words))));
          }
        }
        case Step.Await await -> await(await);
        case Step.Happen(int line, String command) -> happen(line, command);
      }
    }
    return new Played(answers, json);
  }

  private static List<String> json(List<String> words) {
    var all = new ArrayList<String>();
    all.add("--json");
    all.addAll(words);
    return all;
  }

  Finished ask(List<String> words) {
    var all = new ArrayList<>(List.of("-c", folder.resolve("config").toString()));
    for (String word : words) {
      all.add(filled(word));
    }
    return client.run(programs, all);
  }

  String log() {
    try {
      Path log = folder.resolve("fail2ban.log");
      return Files.exists(log) ? Files.readString(log) : "no log";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Step.Await wanted) {
    Finished answer = ask(wanted.words());
    for (int poll = 0; poll < POLLS && !answer.out().contains(wanted.expected()); poll++) {
      pause();
      answer = ask(wanted.words());
    }
    if (!answer.out().contains(wanted.expected())) {
      throw new AssertionError(
          name + ", line " + wanted.line() + ": never so: " + wanted + "\n" + answer + log());
    }
  }

  private void happen(int line, String command) {
    Finished done = Command.run(folder, Map.of(), List.of("/bin/sh", "-c", filled(command)));
    if (done.status() != 0) {
      throw new AssertionError(name + ", line " + line + ": " + done);
    }
  }

  private String filled(String word) {
    return word.replace("{folder}", folder.toString()).replace("{newline}", "\n");
  }

  /** Without what must differ: the folder, the process, the moment, the version, the help text. */
  private Finished plain(Finished answer) {
    return new Finished(answer.status(), plain(answer.out()), plain(answer.err()));
  }

  private String plain(String text) {
    return text.replace(folder.toString(), "FOLDER")
        .replaceAll("(?s)Usage: fail2ban-client .*? https://\\S+", "USAGE")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(,\\d+)?", "TIME")
        .replaceAll("(?<=_epoch\":)\\d+", "EPOCH")
        .replaceAll("\\[\\d+]: (?=[A-Z]+ )", "[PID]: ")
        .replaceAll("1\\.[01]\\.2\\b", "VERSION");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
