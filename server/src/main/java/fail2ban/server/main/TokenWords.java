package fail2ban.server.main;

import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.page.access.Role;
import fail2ban.server.page.access.Token;
import fail2ban.server.page.access.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The command {@code page token}: makes tokens for the page, shows who has one, takes them back.
 */
final class TokenWords {

  private static final String USAGE =
      "page status, page token add NAME [--role read|operate], page token list, page token remove"
          + " NAME";

  private final Tokens tokens;

  TokenWords(Tokens tokens) {
    this.tokens = tokens;
  }

  Value perform(List<String> words) throws CommandFailure {
    if (words.size() < 2 || !words.getFirst().equals("token")) {
      throw CommandFailure.because(USAGE);
    }
    List<String> rest = words.subList(2, words.size());
    try {
      return switch (words.get(1)) {
        case "add" -> add(rest);
        case "list" ->
            Value.text(String.join("\n", tokens.all().stream().map(this::line).toList()));
        case "remove" -> remove(rest);
        case String _ -> throw CommandFailure.because(USAGE);
      };
    } catch (IOException e) {
      throw CommandFailure.impossible("Cannot keep the tokens: " + e);
    }
  }

  private Value add(List<String> words) throws CommandFailure, IOException {
    boolean withRole = words.size() == 3 && words.get(1).equals("--role");
    if (words.size() != 1 && !withRole) {
      throw CommandFailure.because(USAGE);
    }
    String name = words.getFirst();
    Role role =
        Role.of(withRole ? words.get(2) : Role.READ.word())
            .orElseThrow(() -> CommandFailure.badValue("the role is read or operate"));
    if (!Token.isName(name)) {
      throw CommandFailure.badValue("a name has 1 to 64 letters, digits, and . _ @ -");
    }
    Optional<String> token = tokens.add(name, role);
    return Value.text(
        token.orElseThrow(() -> CommandFailure.badValue("'" + name + "' has a token already")));
  }

  private Value remove(List<String> words) throws CommandFailure, IOException {
    if (words.size() != 1) {
      throw CommandFailure.because(USAGE);
    }
    if (!tokens.remove(words.getFirst())) {
      throw CommandFailure.badValue("'" + words.getFirst() + "' has no token");
    }
    return Value.text("removed");
  }

  private String line(Token token) {
    return token.name() + " " + token.role().word() + " " + token.made();
  }
}
