package fail2ban.engine.formula;

/**
 * A part of a formula's text.
 *
 * @param from index of its first character
 * @param to index behind its last
 */
record Span(int from, int to) {

  Span until(Span end) {
    return new Span(from, end.to);
  }
}
