package fail2ban.server.page.http;

import java.io.IOException;
import java.util.Map;

/** What goes back. */
public sealed interface Answer {

  /**
   * @param headers besides the usual ones
   */
  record Content(int status, String type, String text, Map<String, String> headers)
      implements Answer {
    public Content {
      headers = Map.copyOf(headers);
    }
  }

  /** An answer that goes on until either side has had enough. */
  record Stream(Source source) implements Answer {}

  /** Writes a stream's content; returns when it is to end. */
  @FunctionalInterface
  interface Source {
    void writeTo(Outlet outlet) throws IOException, InterruptedException;
  }

  /** Where a stream goes; not for ever does one wait for its reader. */
  @FunctionalInterface
  interface Outlet {
    void send(String text) throws IOException;
  }

  static Answer json(int status, Json.Writing writing) {
    return new Content(
        status, "application/json", Json.text(writing), Map.of("Cache-Control", "no-store"));
  }

  static Answer json(Json.Writing writing) {
    return json(200, writing);
  }

  /** Nothing more to say than that it is done. */
  static Answer done(Map<String, String> headers) {
    return new Content(204, "", "", headers);
  }
}
