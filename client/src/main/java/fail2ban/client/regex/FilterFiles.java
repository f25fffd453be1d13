package fail2ban.client.regex;

import fail2ban.client.samples.FilterSource;
import fail2ban.client.samples.SampleFilter;
import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.TrialReader;
import fail2ban.reader.stream.TrialReader.Reading;
import fail2ban.reader.text.Problem;
import java.util.List;
import java.util.Map;

/** The filters of a configuration folder, and filter files anywhere. Immutable; any thread. */
public final class FilterFiles implements FilterSource {

  private static final String LOG_TYPE = "logtype";
  private static final String JOURNAL = "journal";

  private final Layers layers;
  private final TrialReader reader;
  private final int year;

  /**
   * @param layers the configuration folder, with filter.d, and what lies below it
   * @param year until three years after which dates are plausible
   */
  public FilterFiles(Layers layers, TrialReader reader, int year) {
    this.layers = layers;
    this.reader = reader;
    this.year = year;
  }

  @Override
  public SampleFilter read(String reference) throws FilterException {
    RegexArgument argument =
        RegexArgument.naming(reference)
            .orElseThrow(() -> new FilterException("this is not NAME or NAME[PARAMETER=VALUE]"));
    RegexArgument.FilterFile file =
        argument
            .filter(layers)
            .orElseThrow(() -> new FilterException("there is no such filter in " + layers.base()));
    Map<String, String> parameters = argument.reference().texts();
    String logType = parameters.getOrDefault(LOG_TYPE, "file");
    Reading reading =
        reader
            .filter(file.directory(), file.stem(), parameters, logType)
            .orElseThrow(() -> new FilterException("cannot be read"));
    for (Problem problem : reading.problems()) {
      throw new FilterException(problem.toString());
    }
    try {
      return filter(reference, reading, logType.equals(JOURNAL));
    } catch (RegexException | DatePatternException e) {
      throw new FilterException(String.valueOf(e.getMessage()));
    }
  }

  private SampleFilter filter(String reference, Reading reading, boolean journal)
      throws RegexException, DatePatternException {
    FilterRules rules = FilterRules.empty().withUseDns(UseDns.RAW);
    for (String lines : reading.all("maxlines")) {
      rules = rules.withMaxLines(Integer.parseInt(lines));
    }
    for (String prefregex : reading.all("prefregex")) {
      rules = rules.withPrefregex(prefregex);
    }
    List<String> failregexes = reading.all("failregex");
    for (String failregex : failregexes) {
      rules = rules.addFailregex(failregex);
    }
    for (String ignoreregex : reading.all("ignoreregex")) {
      rules = rules.addIgnoreregex(ignoreregex);
    }
    DateTemplates dates = DateTemplates.defaults(year);
    for (String pattern : reading.all("datepattern")) {
      dates = DateTemplates.parse(pattern, year);
    }
    return SampleFilter.of(reference, rules, failregexes, dates, journal);
  }
}
