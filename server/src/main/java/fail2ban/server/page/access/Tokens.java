package fail2ban.server.page.access;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens that let programs and people in. Safe on any thread. */
public final class Tokens {

  private final TokenFile file;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Log log;

  /**
   * @param path of the file with their hashes, which need not exist yet
   */
  public Tokens(Path path, SecureRandom random, InstantSource clock, Log log) {
    this.file = new TokenFile(path);
    this.random = random;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Makes a token.
   *
   * @return the token, which nobody will ever see again; empty if that name is taken
   * @throws IOException if the file cannot be written
   */
  public synchronized Optional<String> add(String name, Role role) throws IOException {
    var all = new ArrayList<>(file.all());
    if (all.stream().anyMatch(token -> token.name().equals(name))) {
      return Optional.empty();
    }
    String secret = Secret.fresh(random);
    var made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    all.add(new Token(name, role, Secret.hash(secret), made));
    file.write(all);
    return Optional.of(secret);
  }

  /**
   * @return false if there is none of that name
   */
  public synchronized boolean remove(String name) throws IOException {
    var all = new ArrayList<>(file.all());
    boolean known = all.removeIf(token -> token.name().equals(name));
    if (known) {
      file.write(all);
    }
    return known;
  }

  public List<Token> all() throws IOException {
    return file.all();
  }

  /** Whose token that is. Every one is compared with, whichever it is. */
  Optional<Token> of(String secret) {
    return withHash(Secret.hash(secret));
  }

  Optional<Token> withHash(String hash) {
    Optional<Token> found = Optional.empty();
    for (Token token : readable()) {
      if (Secret.same(token.hash(), hash)) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private List<Token> readable() {
    try {
      return file.all();
    } catch (IOException e) {
      log.error("Cannot read the tokens of the page, nobody is let in: " + e);
      return List.of();
    }
  }
}
