package fail2ban.server.main;

import fail2ban.server.figures.MetricsText;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Route;
import java.util.Map;

/** {@code /metrics} of the page: for whoever may read, where {@code [Metrics]} asks for it. */
final class MetricsRoute {

  private MetricsRoute() {}

  static Route of(MetricsService metrics) {
    return Route.read("/metrics", _ -> answer(metrics));
  }

  private static Answer answer(MetricsService metrics) throws Refusal {
    String text =
        metrics
            .served()
            .orElseThrow(() -> Refusal.notFound("No metrics: write [Metrics] in fail2ban.conf"));
    return new Answer.Content(200, MetricsText.TYPE, text, Map.of("Cache-Control", "no-store"));
  }
}
