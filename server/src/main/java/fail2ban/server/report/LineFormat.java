package fail2ban.server.report;

/** Makes the text of a log line from an entry. Immutable. */
sealed interface LineFormat permits StandardFormat, PythonFormat, LineFormat.Bare {

  /** Without a newline at its end. */
  String render(Entry entry);

  /** The message alone, for a journal that keeps the rest in fields. */
  record Bare() implements LineFormat {
    @Override
    public String render(Entry entry) {
      return entry.message();
    }
  }
}
