package fail2ban.server.report;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's own line format, in the language of Python's logging: {@code %(message)s},
 * {@code %(levelname)-7s}. A name that is not known stays as it is written.
 */
record PythonFormat(String pattern, LocalTimes times, long pid) implements LineFormat {

  private static final Pattern FIELD =
      Pattern.compile("%\\((\\w+)\\)(-?)0?(\\d{0,3})(?:\\.(\\d{1,3}))?[sdf]|%%");

  @Override
  public String render(Entry entry) {
    return FIELD.matcher(pattern).replaceAll(field -> Matcher.quoteReplacement(text(field, entry)));
  }

  private String text(MatchResult field, Entry entry) {
    String name = field.group(1);
    if (name == null) {
      return "%";
    }
    return value(name, entry).map(value -> fitted(value, field)).orElse(field.group());
  }

  private static String fitted(String value, MatchResult field) {
    int width = number(field.group(3), 0);
    String cut =
        value.substring(0, Math.min(value.length(), number(field.group(4), Integer.MAX_VALUE)));
    String blanks = " ".repeat(Math.max(0, width - cut.length()));
    return field.group(2).isEmpty() ? blanks + cut : cut + blanks;
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  private Optional<String> value(String name, Entry entry) {
    long millis = entry.time().toEpochMilli();
    return Optional.ofNullable(
        switch (name) {
          case "asctime" -> entry.date(times);
          case "created" -> Double.toString(millis / 1000.0);
          case "msecs" -> Long.toString(Math.floorMod(millis, 1000L));
          case "levelname" -> entry.level();
          case "levelno" -> Integer.toString(entry.severity().number());
          case "name" -> entry.logger();
          case "module" -> entry.module();
          case "message" -> entry.message();
          case "process" -> Long.toString(pid);
          case "threadName" -> Thread.currentThread().getName();
          case "thread" -> Long.toString(Thread.currentThread().threadId());
          default -> null;
        });
  }
}
