package fail2ban.server.page.http;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes JSON. Angle brackets and the like are escaped: should a browser ever take it for a page,
 * there is no markup in it.
 */
public final class Json {

  private Json() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Writing {
    void to(JsonWriter json) throws IOException;
  }

  public static String text(Writing writing) {
    var text = new StringWriter();
    try (var json = new JsonWriter(text)) {
      json.setHtmlSafe(true);
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory took no more", e);
    }
    return text.toString();
  }
}
