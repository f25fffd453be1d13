package fail2ban.conformance.actions;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that was called.
 *
 * @param script of the shell that it was called for
 * @param words its name and its arguments
 * @param input what it read; empty for most
 */
record Invocation(String script, List<String> words, String input) {

  /** From a line of the stand-ins' records. */
  static Invocation parse(String line) {
    List<String> words = Stream.of(line.split(" ")).map(Invocation::decoded).toList();
    return new Invocation(
        words.get(0),
        Stream.concat(Stream.of(words.get(1)), words.stream().skip(3)).toList(),
        words.get(2));
  }

  private static String decoded(String word) {
    return word.equals("-")
        ? ""
        : new String(HexFormat.of().parseHex(word), StandardCharsets.ISO_8859_1);
  }

  /** For comparing and reading: words in quotes, then what was read. */
  String shown() {
    String call = "«" + String.join("» «", words) + "»";
    return input.isEmpty() ? call : call + " <<\n" + input;
  }
}
