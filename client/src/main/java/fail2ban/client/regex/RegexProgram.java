package fail2ban.client.regex;

import fail2ban.client.Version;
import fail2ban.client.lint.LintProgram;
import fail2ban.client.regex.Settings.Switch;
import fail2ban.client.samples.SampleFilter;
import fail2ban.engine.date.DateDetector;
import fail2ban.engine.filter.Trial;
import fail2ban.engine.log.Log;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.Defaults;
import fail2ban.reader.stream.TrialReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One run of {@code fail2ban-regex}, from command line to exit status. */
public final class RegexProgram {

  public static final String NAME = "fail2ban-regex";

  static final int OK = 0;
  static final int FAILED = 255;

  /** The command line has an unknown option. */
  static final int WRONG_OPTION = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final World world;

  /**
   * What the program finds around it.
   *
   * @param configuration the folder to use if none is named
   * @param layers what a configuration folder consists of
   * @param versions fail2ban's whose behaviour this is, and our own
   * @param clock with the machine's time zone
   * @param encoding of the user's locale
   * @param watched true if somebody looks at {@code err}
   * @param processors how many threads may match
   */
  public record World(
      Path configuration,
      Function<Path, Layers> layers,
      Defaults defaults,
      Versions versions,
      Clock clock,
      Encoding encoding,
      JournalLines journal,
      Function<Log, Names> names,
      boolean watched,
      int processors) {

    /** A machine without a journal, where nobody looks, and a UTF-8 locale. */
    public static World usual(Path configuration, Clock clock) {
      return new World(
          configuration,
          Layers::alone,
          Defaults.INSTALLED,
          new Versions(Version.FAIL2BAN, Version.OWN),
          clock,
          Encoding.ofLocale(Map.of()),
          JournalLines.absent(),
          SystemNames::new,
          false,
          Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * @param fail2ban for example {@code 1.1.2}
   */
  public record Versions(String fail2ban, String own) {}

  public RegexProgram(PrintStream out, PrintStream err, World world) {
    this.out = out;
    this.err = err;
    this.world = world;
  }

  public int run(List<String> arguments) {
    try {
      return switch (CommandLine.read(arguments, world.configuration())) {
        case CommandLine.Help _ -> {
          out.println(Usage.text(world.versions().fail2ban()));
          yield OK;
        }
        case CommandLine.ShowVersion(boolean brief) -> {
          out.println((brief ? "" : NAME + " ") + world.versions().fail2ban());
          yield OK;
        }
        case CommandLine.Refused(String problem) -> {
          err.println("\nERROR: " + problem);
          out.println(Usage.text(world.versions().fail2ban()));
          yield FAILED;
        }
        case CommandLine.Examine(Settings settings) -> examine(settings);
        case CommandLine.Perform(Settings settings) -> perform(settings);
        case CommandLine.CheckSamples(Path configuration, List<String> files) ->
            new SamplesProgram(out, err, filters(configuration)).run(files);
      };
    } catch (WrongOptionException e) {
      err.println(Usage.line() + "\n\n" + NAME + ": error: " + e.getMessage());
      return WRONG_OPTION;
    }
  }

  private int examine(Settings settings) {
    Layers layers = world.layers().apply(settings.configuration());
    var reader = new TrialReader(layers, world.defaults(), world.versions().fail2ban());
    int year = LocalDate.ofInstant(world.clock().instant(), world.clock().getZone()).getYear();
    try {
      return new LintProgram(out, reader, year, settings.verbosity() > 0)
          .run(LintArguments.targets(settings.words(), layers));
    } catch (TrialException e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  private FilterFiles filters(Path configuration) {
    Layers layers = world.layers().apply(configuration);
    var reader = new TrialReader(layers, world.defaults(), world.versions().fail2ban());
    return new FilterFiles(layers, reader, SampleFilter.YEAR);
  }

  private int perform(Settings settings) {
    boolean report = settings.out().isEmpty() && !settings.has(Switch.EXPLAIN);
    var announcer = new Announcer(out, !report);
    announcer.say("\nRunning tests\n=============\n");
    try {
      perform(settings, announcer);
      return OK;
    } catch (TrialException e) {
      out.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  private void perform(Settings settings, Announcer announcer) throws TrialException {
    Instant began = world.clock().instant();
    var log = new TrialLog(out, world.clock(), settings.logLevel());
    LogArgument source = LogArgument.of(settings.log());
    Layers layers = world.layers().apply(settings.configuration());
    var reader = new TrialReader(layers, world.defaults(), world.versions().fail2ban());
    int year = LocalDate.ofInstant(began, world.clock().getZone()).getYear();
    Subject subject =
        new SubjectReader(settings, layers, reader, announcer, log, year).read(source.logType());
    var input = new Input(source, subject, settings, world);
    input.announce(announcer);
    var detector = new DateDetector(subject.dates(), world.clock().getZone(), subject.zone());
    Names names = world.names().apply(log);
    Optional<String> wanted = settings.out();
    boolean all = wanted.isEmpty() && !settings.has(Switch.FIRST_MATCH);
    var trial = new Trial(subject.rules(), all, wanted.equals(Optional.of("row")));
    var report = new Report(settings, subject, world.clock().getZone());
    Listener listener =
        wanted
            .<Listener>map(value ->
                new FailurePrinter(
                    out, value, new TagTemplate(value, names), settings.has(Switch.INVERT)))
            .orElseGet(() ->
                settings.has(Switch.EXPLAIN)
                    ? new Explanation(out, subject, detector, world.clock().getZone())
                    : report);
    var reading =
        new LogReading(
            new Dating(detector, log, began),
            new Matching(trial),
            new TrialRun(trial, log, names, listener, began),
            settings.has(Switch.EXPLAIN) ? 0 : world.processors());
    input.feed(reading, log, err);
    if (wanted.isEmpty() && !settings.has(Switch.EXPLAIN)) {
      Duration took = Duration.between(began, world.clock().instant());
      report.print(out, detector, took);
    }
  }
}
