package fail2ban.engine.date;

import java.util.List;

/** The forms that are tried when no {@code datepattern} is set, in fail2ban's order. */
final class DefaultTemplates {

  private static final String TIME = "%H:%M:%S";
  private static final String LOOSE_TIME = "%k:%M:%S";
  private static final String MAYBE_FRACTION = "(?:\\.%f)?";
  private static final String MAYBE_ANY_FRACTION = "(?:[.,]%f)?";
  private static final String MAYBE_ZONE = "(?:\\s*%z)?";
  private static final String MAYBE_WEEKDAY = "(?:%a )?";
  private static final String GAP = "(?:T|  ?)";
  private static final String SYSLOG =
      MAYBE_WEEKDAY + "%b %d " + LOOSE_TIME + MAYBE_FRACTION + "(?: %ExY)?";

  static final List<String> PATTERNS =
      List.of(
          "%ExY(?P<_sep>[-/.])%m(?P=_sep)%d" + GAP + TIME + MAYBE_ANY_FRACTION + MAYBE_ZONE,
          SYSLOG,
          MAYBE_WEEKDAY + "%b %d %ExY " + LOOSE_TIME + MAYBE_FRACTION,
          "%d(?P<_sep>[-/])%m(?P=_sep)(?:%ExY|%Exy) " + LOOSE_TIME,
          "%d(?P<_sep>[-/])%b(?P=_sep)%ExY[ :]?" + TIME + MAYBE_FRACTION + "(?: %z)?",
          "%m/%d/%ExY:" + TIME,
          "%m-%d-%ExY " + LOOSE_TIME + MAYBE_FRACTION,
          "EPOCH",
          TemplateBounds.LINE_BEGIN + TIME,
          "^<%m/%d/%Exy@" + TIME + ">",
          "%Exy%Exm%Exd  ?" + TIME,
          "%b %d, %ExY %I:%M:%S %p",
          "^%b-%d-%Exy " + LOOSE_TIME,
          "%ExY%Exm%Exd(?:-|T|  ?)%ExH:?%ExM:?%ExS" + MAYBE_ANY_FRACTION + MAYBE_ZONE,
          "(?:%Z )?" + SYSLOG,
          "(?:%z )?" + SYSLOG,
          "TAI64N");

  private DefaultTemplates() {}
}
