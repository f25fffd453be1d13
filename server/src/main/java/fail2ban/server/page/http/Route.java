package fail2ban.server.page.http;

import fail2ban.server.page.access.Role;
import java.util.Optional;

/**
 * Something that can be asked for.
 *
 * @param role that it takes; empty if anybody may
 */
public record Route(String method, String path, Optional<Role> role, Handler handler) {

  /** Answers a request. On a virtual thread of the request's own; may wait, for seconds at most. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request) throws Refusal, InterruptedException;
  }

  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, Optional.empty(), handler);
  }

  public static Route read(String path, Handler handler) {
    return new Route("GET", path, Optional.of(Role.READ), handler);
  }

  public static Route operate(String path, Handler handler) {
    return new Route("POST", path, Optional.of(Role.OPERATE), handler);
  }

  boolean changesSomething() {
    return !method.equals("GET");
  }
}
