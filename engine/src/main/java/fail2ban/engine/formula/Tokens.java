package fail2ban.engine.formula;

import fail2ban.engine.formula.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into words. Stateless. */
final class Tokens {

  /** More than anybody writes, few enough for the stack. */
  private static final int MOST = 1000;

  private static final String DIGITS = "\\d(?:_?\\d)*+";
  private static final String EXPONENT = "(?:[eE][+-]?" + DIGITS + ")";

  private static final String REAL =
      "(?:DD)?\\.DDEE?|DD\\.EE?|DDEE".replace("DD", DIGITS).replace("EE", EXPONENT);

  private static final Pattern WORD =
      Pattern.compile(
          "(?<whole>0[xX](?:_?[0-9a-fA-F])++|0[oO](?:_?[0-7])++|0[bB](?:_?[01])++)"
              + "|(?<real>"
              + REAL
              + ")|(?<decimal>"
              + DIGITS
              + ")|(?<name>[A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*)"
              + "|(?<sign>\\*\\*|//|<<|>>|<=|>=|==|!=|[-+*/%()\\[\\],<>&|^~])");

  private static final Pattern BLANKS = Pattern.compile("\\s*+");

  private Tokens() {}

  static List<Token> of(String text) throws FormulaException {
    var tokens = new ArrayList<Token>();
    Matcher word = WORD.matcher(text);
    int at = blanksEnd(text, 0);
    while (at < text.length()) {
      word.region(at, text.length());
      if (!word.lookingAt()) {
        throw new FormulaException("invalid syntax", new Span(at, at + 1));
      }
      tokens.add(token(word, text));
      if (tokens.size() > MOST) {
        throw new FormulaException("too long", new Span(at, text.length()));
      }
      at = blanksEnd(text, word.end());
    }
    tokens.add(new Token(Kind.END, "", new Span(text.length(), text.length())));
    return tokens;
  }

  private static Token token(Matcher word, String text) throws FormulaException {
    var place = new Span(word.start(), word.end());
    String found = word.group();
    if (word.group("name") != null) {
      return new Token(Kind.NAME, found.replaceAll("\\s", ""), place);
    }
    if (word.group("sign") != null) {
      return new Token(Kind.SIGN, found, place);
    }
    boolean decimal = word.group("decimal") != null;
    if (decimal && found.length() > 1 && found.charAt(0) == '0' && !found.matches("[0_]+")) {
      throw new FormulaException("leading zeros in decimal integer literals", place);
    }
    if (word.end() < text.length() && isWordPart(text.charAt(word.end()))) {
      throw new FormulaException("invalid decimal literal", new Span(word.start(), word.end() + 1));
    }
    Kind kind = word.group("real") != null ? Kind.REAL : Kind.WHOLE;
    return new Token(kind, found.replace("_", ""), place);
  }

  /** Python lets a keyword follow at once, {@code 1if}; nobody writes that. */
  private static boolean isWordPart(char next) {
    return Character.isLetterOrDigit(next) || next == '_';
  }

  private static int blanksEnd(String text, int from) {
    Matcher blanks = BLANKS.matcher(text).region(from, text.length());
    return blanks.lookingAt() ? blanks.end() : from;
  }
}
