package fail2ban.server.figures;

import fail2ban.engine.jail.BanTime;
import fail2ban.server.count.ActionCounters;
import fail2ban.server.count.Durations;
import fail2ban.server.figures.OpenMetrics.Labels;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The server's figures as OpenMetrics text. Names that the exporters for fail2ban have are theirs,
 * with their meaning; the others tell what only the program knows. Serves one reader.
 */
public final class MetricsText {

  /** What to call it over HTTP. */
  public static final String TYPE = OpenMetrics.TYPE;

  private static final double MILLIS = 1000;

  private final ServerFigures figures;
  private final OpenMetrics out;

  private MetricsText(ServerFigures figures, OpenMetrics out) {
    this.figures = figures;
    this.out = out;
  }

  public static String of(ServerFigures figures) {
    return new MetricsText(figures, new OpenMetrics(false)).text();
  }

  /** In the older text format, which node_exporter reads from files. */
  public static String classic(ServerFigures figures) {
    return new MetricsText(figures, new OpenMetrics(true)).text();
  }

  private String text() {
    server();
    exporters();
    settings();
    reading();
    sources();
    actions();
    return out.text();
  }

  private void server() {
    one("f2b_up", "1 if the server answers", 1);
    out.gauge("f2b_version", "The fail2ban that this behaves as");
    out.sample(Labels.of("fail2ban", figures.version()), 1);
    one("f2b_jail_count", "Jails", figures.jails().size());
    one("f2b_database_queue", "Requests that wait for the database", figures.queues().database());
    out.counter("f2b_events_dropped", "Events that the JSON log has not taken");
    out.total(Labels.NONE, (double) figures.queues().droppedEvents());
    out.gauge("f2b_errors", "Commands of actions that failed, searches given up");
    out.sample(Labels.of("type", "action"), sum(JailFigures::actionFailures));
    out.sample(Labels.of("type", "filter"), sum(jail -> jail.counters().givenUp()));
  }

  private double sum(ToDoubleFunction<JailFigures> value) {
    return figures.jails().stream().mapToDouble(value).sum();
  }

  private void exporters() {
    gauge("f2b_jail_banned_current", "Bans in force", jail -> jail.facts().banned());
    counter("f2b_jail_banned", "Bans since the start", jail -> jail.facts().bannedTotal());
    gauge("f2b_jail_failed_current", "Offenders counted now", jail -> jail.facts().found());
    counter("f2b_jail_failed", "Failures since the start", jail -> jail.facts().foundTotal());
  }

  private void settings() {
    gauge(
        "f2b_config_jail_ban_time", "bantime in seconds", jail -> seconds(jail.facts().banTime()));
    gauge(
        "f2b_config_jail_find_time",
        "findtime in seconds",
        jail -> jail.limits().findTime().toSeconds());
    gauge("f2b_config_jail_max_retries", "maxretry", jail -> jail.limits().maxRetry());
  }

  private static double seconds(BanTime time) {
    return time.seconds();
  }

  private void reading() {
    counter("f2b_jail_lines", "Lines read", jail -> jail.counters().lines());
    counter(
        "f2b_jail_undecodable_lines",
        "Lines with bytes that their encoding does not know",
        jail -> jail.counters().undecodableLines());
    counter(
        "f2b_jail_undated_lines",
        "Lines that match but have no date",
        jail -> jail.counters().undatedLines());
    counter(
        "f2b_jail_given_up_searches",
        "Regular expressions stopped because they took too many steps",
        jail -> jail.counters().givenUp());
    gauge(
        "f2b_jail_unenforced_bans",
        "Bans on record that an action could not enforce",
        JailFigures::unenforced);
    out.histogram(
        "f2b_jail_line_to_ban_seconds", "From reading a line to the end of the ban's command");
    for (JailFigures jail : figures.jails()) {
      out.durations(Labels.of("jail", jail.name()), jail.counters().lineToBan().recorded());
    }
  }

  private void sources() {
    out.counter("f2b_source_lines", "Lines read of a file or journal");
    sources(source -> OptionalLong.of(source.lines()), true, 1);
    out.gauge("f2b_source_last_line_timestamp_seconds", "When a line was last read of it");
    sources(SourceFigures::readAt, false, MILLIS);
    out.gauge("f2b_source_lag_bytes", "Bytes that are there and not read");
    sources(SourceFigures::behind, false, 1);
    out.gauge("f2b_source_lag_seconds", "How long at most they have been waiting");
    sources(source -> OptionalLong.of(Math.round(source.behindSince() * MILLIS)), false, MILLIS);
  }

  private void sources(Function<SourceFigures, OptionalLong> value, boolean total, double divisor) {
    for (JailFigures jail : figures.jails()) {
      for (SourceFigures source : jail.sources()) {
        Labels labels = Labels.of("jail", jail.name(), "source", source.name());
        value
            .apply(source)
            .ifPresent(found -> {
              if (total) {
                out.total(labels, found / divisor);
              } else {
                out.sample(labels, found / divisor);
              }
            });
      }
    }
  }

  private void actions() {
    out.counter("f2b_action_failures", "Commands of an action that failed");
    eachAction((labels, action) -> out.total(labels, (double) action.failures()));
    out.gauge("f2b_action_unenforced_bans", "Bans on record that the action could not enforce");
    eachAction((labels, action) -> out.sample(labels, action.unenforced()));
    durations("f2b_action_ban_seconds", "How long a ban's command took", ActionCounters::bans);
    durations(
        "f2b_action_unban_seconds", "How long an unban's command took", ActionCounters::unbans);
  }

  private void durations(String name, String help, Function<ActionCounters, Durations> which) {
    out.histogram(name, help);
    eachAction((labels, action) -> out.durations(labels, which.apply(action).recorded()));
  }

  @FunctionalInterface
  private interface ActionSample {
    void write(Labels labels, ActionCounters action);
  }

  private void eachAction(ActionSample sample) {
    for (JailFigures jail : figures.jails()) {
      jail.actions()
          .forEach((name, action) ->
              sample.write(Labels.of("jail", jail.name(), "action", name), action));
    }
  }

  private void one(String name, String help, double value) {
    out.gauge(name, help).sample(Labels.NONE, value);
  }

  private void gauge(String name, String help, ToDoubleFunction<JailFigures> value) {
    out.gauge(name, help);
    for (JailFigures jail : figures.jails()) {
      out.sample(Labels.of("jail", jail.name()), value.applyAsDouble(jail));
    }
  }

  private void counter(String name, String help, ToDoubleFunction<JailFigures> value) {
    out.counter(name, help);
    for (JailFigures jail : figures.jails()) {
      out.total(Labels.of("jail", jail.name()), value.applyAsDouble(jail));
    }
  }
}
