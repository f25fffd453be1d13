package fail2ban.client.regex;

import static java.util.stream.Collectors.joining;

import fail2ban.engine.log.Log;
import fail2ban.reader.text.ShellWords;
import fail2ban.reader.text.UnclosedQuotationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The log to be tried: says what it is, and feeds it to a reading. Belongs to one run. */
final class Input {

  private static final int SHOWN_LINES = 5;
  private static final int WIDTH = 53;
  private static final String MORE = "...";

  private final LogArgument source;
  private final Subject subject;
  private final Settings settings;
  private final RegexProgram.World world;
  private final Encoding encoding;

  Input(LogArgument source, Subject subject, Settings settings, RegexProgram.World world)
      throws TrialException {
    this.source = source;
    this.subject = subject;
    this.settings = settings;
    this.world = world;
    Optional<String> named =
        settings.encoding().or(subject::encoding).filter(name -> !name.equals("auto"));
    this.encoding = named.isPresent() ? Encoding.named(named.get()) : world.encoding();
  }

  void announce(Announcer announcer) throws TrialException {
    switch (source) {
      case LogArgument.LogFile(Path path) -> {
        announcer.use("log file", path.toString());
        announcer.use("encoding", encoding.name());
      }
      case LogArgument.Journal _ -> {
        announcer.say("Use         systemd journal");
        announcer.use("encoding", encoding.name());
        announcer.use(
            "journal match",
            matches().stream().map(words -> String.join(" ", words)).collect(joining(" + ")));
      }
      case LogArgument.Literal(String text) -> announce(text.split("\n", -1), announcer);
    }
    announcer.say("");
  }

  private void announce(String[] lines, Announcer announcer) {
    if (lines.length == 1 && subject.rules().maxLines() == 1) {
      announcer.use("single line", shortened(lines[0]));
      return;
    }
    announcer.say("Use      multi line : " + lines.length + " line(s)");
    for (int index = 0; index < Math.min(lines.length, SHOWN_LINES); index++) {
      announcer.say("| %2d: %s".formatted(index + 1, shortened(lines[index])));
    }
    if (lines.length > SHOWN_LINES) {
      announcer.say("| " + MORE);
    }
    announcer.say("`-");
  }

  private static String shortened(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - MORE.length()) + MORE;
  }

  private List<List<String>> matches() throws TrialException {
    if (settings.journalMatch().isEmpty()) {
      return subject.journalMatches().stream().map(words -> List.of(words.split(" "))).toList();
    }
    try {
      return List.of(ShellWords.split(settings.journalMatch().get()));
    } catch (UnclosedQuotationException e) {
      throw new TrialException("wrong journal match: " + e.getMessage());
    }
  }

  void feed(LogReading reading, Log log, PrintStream terminal) throws TrialException {
    switch (source) {
      case LogArgument.LogFile(Path path) -> {
        var progress = new Progress(terminal, world.watched() ? size(path) : 0);
        reading.file(path, encoding, log, progress);
        progress.end();
      }
      case LogArgument.Literal(String text) -> reading.block(Blocks.of(text));
      case LogArgument.Journal(var parameters) ->
          world.journal().read(matches(), parameters, log, line -> reading.dated(block(line)));
    }
  }

  private static Block block(JournalLines.Line line) {
    byte[] bytes = (line.date() + line.message()).getBytes(StandardCharsets.UTF_8);
    var block = new Block(bytes, StandardCharsets.UTF_8);
    block.add(0, bytes.length);
    block.complete();
    block.date(0, 0, line.date().getBytes(StandardCharsets.UTF_8).length, line.time());
    return block;
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException _) {
      return 0;
    }
  }
}
