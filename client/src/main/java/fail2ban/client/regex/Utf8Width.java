package fail2ban.client.regex;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Counts the bytes behind decoded characters, broken ones included. */
final class Utf8Width {

  private Utf8Width() {}

  /** How many bytes from {@code from} on give the first {@code characters} UTF-16 units. */
  static int of(byte[] bytes, int from, int to, int characters) {
    var in = ByteBuffer.wrap(bytes, from, to - from);
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(in, CharBuffer.allocate(characters), true);
    return in.position() - from;
  }
}
