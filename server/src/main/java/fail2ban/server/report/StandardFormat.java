package fail2ban.server.report;

/**
 * fail2ban's own form, on which recidive's filter and most log readers rely: {@code 2026-11-23
 * 07:30:56,123 fail2ban.filter [4711]: INFO message}.
 *
 * @param datetime whether the date stands before it
 * @param padding whether logger and level are filled up with blanks, to 24 and 7
 */
record StandardFormat(boolean datetime, boolean padding, LocalTimes times, long pid)
    implements LineFormat {

  @Override
  public String render(Entry entry) {
    var line = new StringBuilder(80 + entry.message().length());
    if (datetime) {
      line.append(entry.date(times)).append(' ');
    }
    padded(line, entry.logger(), padding ? 24 : 0);
    line.append('[').append(pid).append("]: ");
    padded(line, entry.level(), padding ? 7 : 0);
    return line.append(' ').append(entry.message()).toString();
  }

  private static void padded(StringBuilder line, String text, int width) {
    line.append(text).repeat(' ', Math.max(0, width - text.length()));
  }
}
