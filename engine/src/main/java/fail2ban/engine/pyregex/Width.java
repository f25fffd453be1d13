package fail2ban.engine.pyregex;

/**
 * How many code points a node can match.
 *
 * @param max saturates at {@link #LIMIT}, which means without bound
 */
record Width(long min, long max) {

  static final long LIMIT = 1L << 31;
  static final Width NONE = new Width(0, 0);
  static final Width ONE = new Width(1, 1);

  public Width {
    min = Math.min(min, LIMIT);
    max = Math.min(max, LIMIT);
  }

  boolean isFixed() {
    return min == max && max < LIMIT;
  }

  boolean canBeEmpty() {
    return min == 0;
  }

  Width plus(Width other) {
    return new Width(min + other.min, max + other.max);
  }

  Width or(Width other) {
    return new Width(Math.min(min, other.min), Math.max(max, other.max));
  }

  Width times(long least, long most) {
    return new Width(min * least, max * most);
  }
}
