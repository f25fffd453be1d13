package fail2ban.server.enforce;

/** Why a process could not be started, in the C library's words; Linux's numbers. */
final class Errno {

  static final String TOO_MANY_OPEN_FILES = "Too many open files";

  private Errno() {}

  static String text(int number) {
    return switch (number) {
      case 1 -> "Operation not permitted";
      case 2 -> "No such file or directory";
      case 7 -> "Argument list too long";
      case 11 -> "Resource temporarily unavailable";
      case 12 -> "Cannot allocate memory";
      case 13 -> "Permission denied";
      case 23 -> "Too many open files in system";
      case 24 -> TOO_MANY_OPEN_FILES;
      default -> "error " + number;
    };
  }
}
