package fail2ban.conformance.session;

import java.util.List;
import java.util.Optional;

/** A line of a session. */
sealed interface Step {

  /**
   * A command as it is typed after {@code fail2ban-client}.
   *
   * @param line where in the script
   * @param text the command as it stands there
   * @param differs why our server does not answer as the original's does
   * @param clientDiffers why our client does not say what the original's does
   */
  record Ask(
      int line,
      String text,
      List<String> words,
      Optional<String> differs,
      Optional<String> clientDiffers)
      implements Step {
    public Ask {
      words = List.copyOf(words);
    }
  }

  /** A command that a client of ours is asked for as JSON; others have nothing to say to it. */
  record AskJson(int line, List<String> words) implements Step {
    public AskJson {
      words = List.copyOf(words);
    }
  }

  /**
   * What takes the original a moment: the same command is asked until the answer holds a text.
   *
   * @param words of the command
   */
  record Await(int line, List<String> words, String expected) implements Step {
    public Await {
      words = List.copyOf(words);
    }
  }

  /** Something that happens beside the client, as a command of a shell. */
  record Happen(int line, String command) implements Step {}
}
