package fail2ban.client;

/**
 * What a program run left behind.
 *
 * @param out standard output
 * @param err standard error, without dates and process ids
 */
record Run(int status, String out, String err) {

  static Run of(int status, String out, String err) {
    return new Run(
        status,
        out,
        err.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} ", "")
            .replaceAll("\\[\\d+\\]: ", "[]: "));
  }
}
