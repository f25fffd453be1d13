package fail2ban.reader.resolve;

/**
 * Part of a raw value: what a percent sign begins. Immutable.
 *
 * @param setting whose value it is
 * @param from index of the percent sign in {@code raw}
 * @param to index behind what belongs to it
 */
record RawReference(Setting setting, TracedText raw, int from, int to) {

  RawReference to(int end) {
    return new RawReference(setting, raw, from, end);
  }

  /** The value from the percent sign on. */
  String rest() {
    return raw.text().substring(from);
  }
}
