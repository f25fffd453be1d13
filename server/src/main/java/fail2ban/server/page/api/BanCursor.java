package fail2ban.server.page.api;

import fail2ban.engine.jail.BanPlace;
import fail2ban.server.page.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of bans ended, among those of all jails in the order in which they end; jails by
 * name among bans that end at the same moment.
 */
record BanCursor(Instant end, String jail, long sequence) {

  private static final char SEPARATOR = ' ';

  /** For clients to hand back; they need not understand it. */
  String text() {
    String plain =
        end.getEpochSecond() + " " + end.getNano() + SEPARATOR + sequence + SEPARATOR + jail;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  static BanCursor read(String text) throws Refusal {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] words = plain.split(" ", 4);
      if (words.length == 4) {
        var end = Instant.ofEpochSecond(Long.parseLong(words[0]), Long.parseLong(words[1]));
        return new BanCursor(end, words[3], Long.parseLong(words[2]));
      }
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Refusal.badRequest("'after' is not what a page of bans had as 'next'");
    }
    throw Refusal.badRequest("'after' is not what a page of bans had as 'next'");
  }

  /** Behind which place the bans of a jail are still to be shown. */
  Optional<BanPlace> in(String other, boolean latestFirst) {
    int order = other.compareTo(jail);
    if (order == 0) {
      return Optional.of(new BanPlace(end, sequence));
    }
    boolean sameEndFollows = order > 0;
    return Optional.of(
        new BanPlace(end, sameEndFollows == latestFirst ? Long.MAX_VALUE : Long.MIN_VALUE));
  }
}
