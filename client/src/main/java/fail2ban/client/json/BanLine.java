package fail2ban.client.json;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code get JAIL banip --with-time}: {@code ID <blank><tab>START + SECONDS = END}, in
 * local time without a zone.
 */
final class BanLine {

  private static final Pattern FORM =
      Pattern.compile(
          "(.*) \\t(\\d{4}-\\S+ \\S+) \\+ (-?\\d+) = (\\d{4}-\\S+ \\S+)", Pattern.DOTALL);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private BanLine() {}

  /**
   * @param zone the server's, which is this machine's
   */
  static JsonObject json(Value line, ZoneId zone) throws UnexpectedReplyException {
    Matcher parts = FORM.matcher(Shape.text(line));
    if (!parts.matches()) {
      throw new UnexpectedReplyException(line);
    }
    try {
      boolean permanent = parts.group(3).startsWith("-");
      var json = new JsonObject();
      json.addProperty("id", parts.group(1));
      time("start", parts.group(2), zone, json);
      json.addProperty("seconds", Long.parseLong(parts.group(3)));
      json.addProperty("permanent", permanent);
      if (permanent) {
        json.add("end", JsonNull.INSTANCE);
        json.add("end_epoch", JsonNull.INSTANCE);
      } else {
        time("end", parts.group(4), zone, json);
      }
      return json;
    } catch (DateTimeParseException | NumberFormatException e) {
      var unexpected = new UnexpectedReplyException(line);
      unexpected.initCause(e);
      throw unexpected;
    }
  }

  private static void time(String key, String text, ZoneId zone, JsonObject into) {
    ZonedDateTime time = LocalDateTime.parse(text, TIME).atZone(zone);
    into.addProperty(key, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    into.addProperty(key + "_epoch", time.toEpochSecond());
  }
}
