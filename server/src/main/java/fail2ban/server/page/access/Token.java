package fail2ban.server.page.access;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What is kept of a token: everything but the token.
 *
 * @param name who has it: letters, digits, {@code . _ @ -}, at most 64 of them
 * @param hash of the token, see {@link Secret#hash}
 * @param made when
 */
public record Token(String name, Role role, String hash, Instant made) {

  public Token {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name for a token: " + name);
    }
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a hash");
    }
  }

  public static boolean isName(String text) {
    return text.matches("[A-Za-z0-9._@-]{1,64}");
  }

  /** A line of the file. */
  String line() {
    return name + " " + role.word() + " " + hash + " " + made;
  }

  /** Empty if the line is no token's. */
  static Optional<Token> read(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length != 4) {
      return Optional.empty();
    }
    try {
      return Role.of(words[1])
          .map(role -> new Token(words[0], role, words[2], Instant.parse(words[3])));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
