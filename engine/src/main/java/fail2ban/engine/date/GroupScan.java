package fail2ban.engine.date;

/** Looks for the group with which an administrator marks the date inside a longer pattern. */
final class GroupScan {

  private GroupScan() {}

  /** True if the regex has a capturing group without a name. */
  static boolean hasUnnamedGroup(String regex) {
    boolean inClass = false;
    for (int index = 0; index < regex.length(); index++) {
      switch (regex.charAt(index)) {
        case '\\' -> index++;
        case '[' -> {
          if (!inClass) {
            inClass = true;
            index += leadingMembers(regex, index + 1);
          }
        }
        case ']' -> inClass = false;
        case '(' -> {
          if (!inClass && !regex.startsWith("?", index + 1)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** A closing bracket right after the opening one is a member of the class. */
  private static int leadingMembers(String regex, int from) {
    int length = regex.startsWith("^", from) ? 1 : 0;
    return regex.startsWith("]", from + length) ? length + 1 : length;
  }
}
