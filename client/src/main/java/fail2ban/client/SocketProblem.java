package fail2ban.client;

import java.io.IOException;

/** The words that Unix programs have for what can go wrong with a socket. */
final class SocketProblem {

  private SocketProblem() {}

  static String text(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    return switch (message) {
      case "Connection refused" -> "[Errno 111] Connection refused";
      case "Connection reset", "Connection reset by peer" -> "[Errno 104] Connection reset by peer";
      case "Broken pipe" -> "[Errno 32] Broken pipe";
      case "Permission denied" -> "[Errno 13] Permission denied";
      default -> message;
    };
  }
}
