package fail2ban.reader.text;

/** A text that ends within a quotation, or right after a backslash. */
public final class UnclosedQuotationException extends Exception {

  private static final long serialVersionUID = 1;

  UnclosedQuotationException(String message) {
    super(message);
  }

  /** In the words of Python's {@code shlex}. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
