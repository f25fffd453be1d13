package fail2ban.engine.pyregex;

import java.nio.charset.StandardCharsets;

/**
 * A text that patterns are searched in. Knows whether it is nothing but ASCII: there Python's and
 * Java's classes of characters agree, and matching is cheaper. Immutable.
 */
public final class SearchedText {

  /** One byte for each character if all are ASCII; of no use otherwise. */
  private final byte[] bytes;

  private final String text;

  private final boolean ascii;

  private SearchedText(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    // In UTF-8 everything else takes more bytes than characters, but for half a surrogate pair.
    this.ascii =
        bytes.length == text.length()
            && (text.indexOf('?') < 0
                || text.equals(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  public static SearchedText of(String text) {
    return new SearchedText(text);
  }

  public String text() {
    return text;
  }

  /** True if there is no other character. */
  public boolean isAscii() {
    return ascii;
  }

  /** One byte for each character, if all are ASCII. Not to be written to. */
  public byte[] bytes() {
    return bytes;
  }
}
