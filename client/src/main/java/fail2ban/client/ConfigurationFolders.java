package fail2ban.client;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.reader.stream.Configuration;
import fail2ban.reader.stream.EarlyOptions;
import fail2ban.reader.stream.ReadMode;
import fail2ban.reader.stream.ReadResult;
import fail2ban.reader.stream.Stated;
import fail2ban.reader.stream.WhereResult;
import fail2ban.reader.text.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads configuration folders and logs the problems found in them. */
final class ConfigurationFolders implements ConfigurationSource {

  private final Places places;
  private final Log client;
  private final Log reader;

  ConfigurationFolders(Places places, ClientLog log) {
    this.places = places;
    this.client = log.own();
    this.reader = log.named("configreader");
  }

  @Override
  public Map<String, String> early(Path folder, Map<String, String> overrides)
      throws UsageException {
    ReadResult result = configuration(folder).readEarly(overrides);
    for (Problem problem : result.problems()) {
      if (problem.severity() == Severity.ERROR) {
        throw UsageException.because(problem.toString());
      }
    }
    EarlyOptions early = result.early();
    return Map.of(
        "socket", early.socket(),
        "pidfile", early.pidfile(),
        "loglevel", early.loglevel(),
        "logtarget", early.logtarget(),
        "syslogsocket", early.syslogsocket());
  }

  @Override
  public Reading read(
      Path folder, Purpose purpose, Optional<String> onlyJail, Map<String, String> overrides) {
    ReadMode mode =
        switch (purpose) {
          case START -> ReadMode.FULL;
          case TEST -> ReadMode.TEST;
          case DUMP -> ReadMode.DUMP;
        };
    ReadResult result = configuration(folder).read(mode, onlyJail, overrides);
    log(result.problems());
    return new Reading(result.commands(), !result.fatal());
  }

  @Override
  public List<Stated> where(Path folder, String jail, Optional<String> option) {
    WhereResult result = configuration(folder).where(jail, option);
    log(result.problems());
    return result.values();
  }

  private void log(List<Problem> problems) {
    for (Problem problem : problems) {
      if (problem.message().startsWith("No section: ")) {
        client.write(problem.severity(), "Failed during configuration: " + problem);
      } else {
        reader.write(problem.severity(), problem + "");
      }
    }
  }

  private Configuration configuration(Path folder) {
    return new Configuration(places.layers(folder), places.defaults(), Version.FAIL2BAN);
  }
}
