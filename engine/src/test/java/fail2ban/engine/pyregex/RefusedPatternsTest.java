package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python refuses, word for word and to the position. */
final class RefusedPatternsTest {

  private static void assertRefused(String pattern, String message) {
    assertThatExceptionOfType(PythonPatternException.class)
        .isThrownBy(() -> PythonPattern.compile(pattern))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '\f',
      value = {
        "(\tmissing ), unterminated subpattern at position 0",
        "a)\tunbalanced parenthesis at position 1",
        "(?P<a\tmissing >, unterminated name at position 4",
        "(?P<>a)\tmissing group name at position 4",
        "(?P<a>b)(?P<a>c)\tredefinition of group name 'a' as group 2; was group 1 at position 12",
        "(?P=a)\tunknown group name 'a' at position 4",
        "(?P<a>(?P=a))\tcannot refer to an open group at position 10",
        "(?P\tunexpected end of pattern at position 3",
        "(?Px\tunknown extension ?Px at position 1",
        "(?P>a)\tunknown extension ?P> at position 1",
        "(?#a\tmissing ), unterminated comment at position 0",
        "(?\tunexpected end of pattern at position 2",
        "(?<\tunexpected end of pattern at position 3",
        "(?<a>b)\tunknown extension ?<a at position 1",
        "(?(1)a)\tinvalid group reference 1 at position 3",
        "(?(0)a)\tbad group number at position 3",
        "(?(x)a)\tunknown group name 'x' at position 3",
        "(?(1)a|b|c)(d)\tconditional backref with more than two branches at position 8",
        "(?(1)a\tmissing ), unterminated subpattern at position 0",
        "(?(\tmissing group name at position 3",
        "(?()a)\tmissing group name at position 3",
        "(?i\tmissing -, : or ) at position 3",
        "(?i-)\tmissing flag at position 4",
        "(?i-i:a)\tbad inline flags: flag turned on and off at position 5",
        "(?-\tmissing flag at position 3",
        "(?-x\tmissing : at position 4",
        "(?iL)\tbad inline flags: cannot use 'L' flag with a str pattern at position 4",
        "(?au)\tbad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4",
        "(?L:a)\tbad inline flags: cannot use 'L' flag with a str pattern at position 3",
        "(?-a:b)\tbad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 4",
        "(?t:a)\tbad inline flags: cannot turn on global flag at position 3",
        "(?z)\tunknown extension ?z at position 1",
        "(?1)\tunknown extension ?1 at position 1",
        "a(?i)b\tglobal flags not at the start of the expression at position 1",
        "((?i)a)\tglobal flags not at the start of the expression at position 1",
        "|(?i)\tglobal flags not at the start of the expression at position 1",
        "a**\tmultiple repeat at position 2",
        "a{2}{3}\tmultiple repeat at position 4",
        "a*?+\tmultiple repeat at position 3",
        "^*\tnothing to repeat at position 1",
        "\\b+\tnothing to repeat at position 2",
        "*a\tnothing to repeat at position 0",
        "|*\tnothing to repeat at position 1",
        "(*)\tnothing to repeat at position 1",
        "a{3,2}\tmin repeat greater than max repeat at position 2",
        "{2}\tnothing to repeat at position 0",
        "[\tunterminated character set at position 0",
        "[]\tunterminated character set at position 0",
        "[^]\tunterminated character set at position 0",
        "[a-\tunterminated character set at position 0",
        "[z-a]\tbad character range z-a at position 1",
        "[\\d-z]\tbad character range \\d-z at position 1",
        "[\\8]\tbad escape \\8 at position 1",
        "[\\400]\toctal escape value \\400 outside of range 0-0o377 at position 1",
        "\\400\toctal escape value \\400 outside of range 0-0o377 at position 0",
        "\\8\tinvalid group reference 8 at position 1",
        "\\1\tinvalid group reference 1 at position 1",
        "(a\\1)\tcannot refer to an open group at position 2",
        "(a)\\12\tinvalid group reference 12 at position 4",
        "\\x1\tincomplete escape \\x1 at position 0",
        "\\u12\tincomplete escape \\u12 at position 0",
        "\\U00110000\tbad escape \\U00110000 at position 0",
        "\\N\tmissing { at position 2",
        "\\N{}\tmissing character name at position 3",
        "\\N{foo}\tundefined character name 'foo' at position 0",
        "\\N{DIGIT\tmissing }, unterminated name at position 3",
        "\\q\tbad escape \\q at position 0",
        "\\\tbad escape (end of pattern) at position 0",
        "a\\\tbad escape (end of pattern) at position 1",
        "[\\\tbad escape (end of pattern) at position 1",
        "[\\A]\tbad escape \\A at position 1",
        "(?<=(a)\\1)\tcannot refer to group defined in the same lookbehind subpattern at position 9",
        "(?>a\tmissing ), unterminated subpattern at position 0",
        "(?~a)\tunknown extension ?~ at position 1",
        "(?(-1)a)\tbad character in group name '-1' at position 3",
        "  (?x)a\tglobal flags not at the start of the expression at position 2",
        "(?P<a b>c)\tbad character in group name 'a b' at position 4",
        "(?(99999)a)\tinvalid group reference 99999 at position 3",
        "((((\tmissing ), unterminated subpattern at position 3",
        "\\99\tinvalid group reference 99 at position 1",
        "(?<=(?(1)a|b))\tcannot refer to an open group at position 9",
        "(?-i)a\tmissing : at position 4",
        "(?i-:a)\tmissing flag at position 4",
        "(?i-s)a\tmissing : at position 5",
        "(?:\tmissing ), unterminated subpattern at position 0",
        "(?=\tmissing ), unterminated subpattern at position 0",
        "(?!\tmissing ), unterminated subpattern at position 0",
        "(?:a\tmissing ), unterminated subpattern at position 0",
        "x(?#\tmissing ), unterminated comment at position 1",
        "(?P<a>\tmissing ), unterminated subpattern at position 0",
        "(?P=\tmissing group name at position 4",
        "(?P=)\tmissing group name at position 4",
        "(?P!\tunknown extension ?P! at position 1",
        "(?<x\tunknown extension ?<x at position 1",
        "a|*\tnothing to repeat at position 2",
        "(?=a\tmissing ), unterminated subpattern at position 0",
        "(?<=a\tmissing ), unterminated subpattern at position 0"
      })
  void isRefusedInPythonsWords(String pattern, String message) {
    assertRefused(pattern, message);
  }

  @Test
  void messageCountsLinesWhereThereAreSeveral() {
    assertRefused("a\n(b", "missing ), unterminated subpattern at position 2 (line 2, column 1)");
  }

  @Test
  void messageCountsCodePoints() {
    assertRefused("\ud83d\ude00(", "missing ), unterminated subpattern at position 1");
  }

  @Test
  void lookBehindMustHaveOneWidth() {
    assertRefused("ab(?<=c|de)", "look-behind requires fixed-width pattern at position 2");
    assertRefused("(a+)(?<!\\1)", "look-behind requires fixed-width pattern at position 4");
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    assertThatExceptionOfType(PythonPatternException.class)
        .isThrownBy(() -> PythonPattern.compile("(".repeat(100_000) + ")".repeat(100_000)))
        .withMessageContaining("nested too deeply");
  }
}
