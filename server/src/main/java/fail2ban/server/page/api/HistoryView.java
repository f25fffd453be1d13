package fail2ban.server.page.api;

import com.google.gson.stream.JsonWriter;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/history}: curves of what is remembered; none of them if nothing is. */
final class HistoryView {

  private static final Map<String, Duration> SPANS =
      Map.of(
          "1h", Duration.ofHours(1),
          "1d", Duration.ofDays(1),
          "7d", Duration.ofDays(7),
          "30d", Duration.ofDays(30),
          "1y", Duration.ofDays(365));

  private final PastFigures past;
  private final InstantSource clock;

  HistoryView(PastFigures past, InstantSource clock) {
    this.past = past;
    this.clock = clock;
  }

  Answer answer(Request request) throws Refusal {
    Duration span = SPANS.get(request.parameter("span").orElse("1d"));
    if (span == null) {
      throw Refusal.badRequest("'span' is 1h, 1d, 7d, 30d or 1y");
    }
    var now = clock.instant();
    PastFigures.Curves found =
        past.of(request.parameter("jail"), span)
            .orElseGet(() -> new PastFigures.Curves(now.minus(span), now, Map.of()));
    return Answer.json(json -> {
      json.beginObject();
      json.name("from").value(found.from().getEpochSecond());
      json.name("to").value(found.to().getEpochSecond());
      json.name("series").beginObject();
      for (var curve : found.curves().entrySet()) {
        json.name(curve.getKey());
        write(curve.getValue(), json);
      }
      json.endObject();
      json.endObject();
    });
  }

  private static void write(List<Double> points, JsonWriter json) throws IOException {
    json.beginArray();
    for (double point : points) {
      if (Double.isFinite(point)) {
        json.value(point);
      } else {
        json.nullValue();
      }
    }
    json.endArray();
  }
}
