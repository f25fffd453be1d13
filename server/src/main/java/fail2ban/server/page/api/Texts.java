package fail2ban.server.page.api;

import fail2ban.engine.value.PythonRepr;

/** Texts that attackers wrote, for our log. */
final class Texts {

  private Texts() {}

  /** Without the control characters by which it could forge a line. */
  static String escaped(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    String quoted = PythonRepr.quote(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
