package fail2ban.engine.date;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time zone as {@code logtimezone} and log lines write it: an abbreviation, an offset, or both,
 * which then add up. There is no daylight saving in it.
 *
 * @param text as it was written
 * @param offset seconds east of UTC
 */
public record LogZone(String text, int offset) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z]{1,5})?(?:([+-])([01][0-9])(?::?([0-9]{2}))?)?");

  /**
   * Reads a zone.
   *
   * @throws DatePatternException if it is neither a known abbreviation nor an offset; names such as
   *     {@code Europe/Berlin} are not supported, as in fail2ban
   */
  public static LogZone parse(String text) throws DatePatternException {
    OptionalInt offset = offset(text);
    if (offset.isEmpty()) {
      throw new DatePatternException("Unknown or unsupported time zone: '" + text + "'");
    }
    return new LogZone(text, offset.getAsInt());
  }

  /** Seconds east of UTC, or empty for an unknown zone. */
  static OptionalInt offset(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      return OptionalInt.empty();
    }
    OptionalInt base = abbreviation(Optional.ofNullable(form.group(1)));
    if (base.isEmpty() || form.group(2) == null) {
      return base;
    }
    int minutes = form.group(4) == null ? 0 : Integer.parseInt(form.group(4));
    int shift = (Integer.parseInt(form.group(3)) * 60 + minutes) * 60;
    return OptionalInt.of(base.getAsInt() + (form.group(2).equals("-") ? -shift : shift));
  }

  private static OptionalInt abbreviation(Optional<String> name) {
    return name.isEmpty() ? OptionalInt.of(0) : ZoneAbbreviations.offset(name.get());
  }
}
