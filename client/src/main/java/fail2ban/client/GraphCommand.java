package fail2ban.client;

import fail2ban.client.graph.Plot;
import fail2ban.client.graph.SvgPicture;
import fail2ban.client.graph.TerminalPicture;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code graph JAIL|--all [--last SPAN] [-o FILE.svg]}. Used by one thread. */
final class GraphCommand {

  private static final String USAGE = "graph takes: JAIL|--all [--last SPAN] [-o FILE.svg]";
  private static final int USUAL_COLUMNS = 80;

  private final Conversation conversation;
  private final PrintStream out;
  private final Log log;

  GraphCommand(Conversation conversation, PrintStream out, Log log) {
    this.conversation = conversation;
    this.out = out;
    this.log = log;
  }

  /** What is asked for. */
  private record Wish(String jail, String span, Optional<Path> file) {}

  /** True if something was drawn. */
  boolean perform(List<String> words) {
    Optional<Wish> wish = wish(words);
    if (wish.isEmpty()) {
      log.error(USAGE);
      return false;
    }
    return draw(wish.get());
  }

  private static Optional<Wish> wish(List<String> words) {
    String jail = "";
    String span = "1d";
    Optional<Path> file = Optional.empty();
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      boolean more = index + 1 < words.size();
      if (word.equals("--last") && more) {
        span = words.get(++index);
      } else if (word.equals("-o") && more) {
        file = Optional.of(Path.of(words.get(++index)));
      } else if (jail.isEmpty() && (word.equals("--all") || !word.startsWith("-"))) {
        jail = word;
      } else {
        return Optional.empty();
      }
    }
    return jail.isEmpty() ? Optional.empty() : Optional.of(new Wish(jail, span, file));
  }

  private boolean draw(Wish wish) {
    Optional<Value> answer = conversation.answer(List.of("history", wish.jail(), wish.span()));
    if (answer.isEmpty()) {
      return false;
    }
    String whose = wish.jail().equals("--all") ? "all jails" : "jail " + wish.jail();
    Optional<Plot> plot = Plot.of("fail2ban, " + whose + ", last " + wish.span(), answer.get());
    if (plot.isEmpty()) {
      log.error("There is no history yet");
      return false;
    }
    return wish.file().isPresent() ? write(plot.get(), wish.file().get()) : print(plot.get());
  }

  private boolean write(Plot plot, Path file) {
    try {
      Files.writeString(file, SvgPicture.of(plot, ZoneId.systemDefault()));
      return true;
    } catch (IOException e) {
      log.error("Cannot write " + file + ": " + e);
      return false;
    }
  }

  private boolean print(Plot plot) {
    Charset charset = out.charset();
    boolean unicode = charset.equals(StandardCharsets.UTF_8);
    TerminalPicture.of(plot, ZoneId.systemDefault(), columns(), unicode).forEach(out::println);
    return true;
  }

  /** As shells tell. */
  private static int columns() {
    String told = System.getenv("COLUMNS");
    return told != null && told.matches("\\d{2,4}") ? Integer.parseInt(told) : USUAL_COLUMNS;
  }
}
