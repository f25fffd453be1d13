package fail2ban.engine.lint;

/**
 * Which expression of a filter is meant.
 *
 * @param index among those of its kind, from 0
 */
public record Part(Kind kind, int index) {

  /** The options that hold expressions. */
  public enum Kind {
    PREFREGEX("prefregex"),
    FAILREGEX("failregex"),
    IGNOREREGEX("ignoreregex");

    private final String option;

    Kind(String option) {
      this.option = option;
    }

    /** The option's name. */
    public String option() {
      return option;
    }
  }

  static final Part PREFREGEX = new Part(Kind.PREFREGEX, 0);

  static Part failregex(int index) {
    return new Part(Kind.FAILREGEX, index);
  }

  static Part ignoreregex(int index) {
    return new Part(Kind.IGNOREREGEX, index);
  }
}
