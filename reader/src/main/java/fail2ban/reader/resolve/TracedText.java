package fail2ban.reader.resolve;

import fail2ban.reader.text.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * A text that knows for each of its characters the setting and the line of the file in which it was
 * written, however often it was substituted into another. Settings that took part but gave no
 * character, because they are empty or a mere reference, are remembered too. Immutable.
 */
public final class TracedText {

  public static final TracedText EMPTY = new TracedText("", List.of());

  private final String text;

  /** Ordered by start; each holds up to the start of the next. */
  private final List<Fragment> fragments;

  /**
   * @param setting absent for what the program itself supplies
   * @param line in that setting's file
   */
  private record Fragment(int start, Optional<Setting> setting, int line) {
    private boolean continues(Fragment before) {
      return line == before.line && setting.equals(before.setting);
    }

    private Fragment at(int otherStart) {
      return start == otherStart ? this : new Fragment(otherStart, setting, line);
    }
  }

  private TracedText(String text, List<Fragment> fragments) {
    this.text = text;
    this.fragments = Collections.unmodifiableList(fragments);
  }

  /** What no file says. */
  public static TracedText builtIn(String text) {
    return new TracedText(text, List.of(new Fragment(0, Optional.empty(), 0)));
  }

  /** The raw value of a setting. */
  public static TracedText of(Setting setting) {
    var fragments = new ArrayList<Fragment>();
    String value = setting.value();
    int start = 0;
    for (int line : setting.entry().lines()) {
      fragments.add(new Fragment(start, Optional.of(setting), line));
      start = value.indexOf('\n', start) + 1;
    }
    return new TracedText(value, fragments);
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  public TracedText substring(int from, int to) {
    if (from == 0 && to == text.length()) {
      return this;
    }
    return new Builder().append(this, from, to).build();
  }

  public TracedText strip() {
    int from = text.length() - text.stripLeading().length();
    return substring(from, Math.max(from, text.stripTrailing().length()));
  }

  /** Its lines that say something, without the blanks around them. */
  public List<TracedText> lines() {
    var lines = new ArrayList<TracedText>();
    for (int from = 0; from <= text.length(); ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline;
      TracedText line = substring(from, to).strip();
      if (!line.isEmpty()) {
        lines.add(line);
      }
      from = to + 1;
    }
    return lines;
  }

  /** With every occurrence of a text replaced. */
  public TracedText replace(String wanted, TracedText by) {
    var builder = new Builder();
    int from = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, from)) {
      builder.append(this, from, at).append(by);
      from = at + wanted.length();
    }
    return builder.append(this, from, text.length()).build();
  }

  /** Where the character at an index, or the end, was written; empty for what no file says. */
  public Optional<Place> place(int index) {
    Optional<Place> place = Optional.empty();
    for (int i = fragmentAt(index); i < fragments.size(); i++) {
      Fragment fragment = fragments.get(i);
      if (fragment.start > index) {
        break;
      }
      place = fragment.setting.map(setting -> setting.place(fragment.line));
    }
    return place;
  }

  /** The last fragment that begins before an index, or the first of all. */
  private int fragmentAt(int index) {
    int low = 0;
    int high = fragments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fragments.get(middle).start < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** Every setting that took part, in order of appearance. */
  public SequencedSet<Setting> settings() {
    var settings = new LinkedHashSet<Setting>();
    fragments.forEach(fragment -> fragment.setting.ifPresent(settings::add));
    return settings;
  }

  /** The text alone. */
  @Override
  public String toString() {
    return text;
  }

  /** Puts a text together. Belongs to one thread. */
  public static final class Builder {

    private final StringBuilder text = new StringBuilder();
    private final List<Fragment> fragments = new ArrayList<>();

    public int length() {
      return text.length();
    }

    public Builder append(TracedText other) {
      return append(other, 0, other.length());
    }

    public Builder append(TracedText other, int from, int to) {
      List<Fragment> parts = other.fragments;
      for (int i = other.fragmentAt(from); i < parts.size() && parts.get(i).start <= to; i++) {
        Fragment part = parts.get(i);
        int end = i + 1 < parts.size() ? parts.get(i + 1).start : other.length();
        if (takesPart(part.start, end, from, to)) {
          add(part.at(text.length() + Math.max(0, part.start - from)));
        }
      }
      text.append(other.text, from, to);
      return this;
    }

    /** By a character in the range, or by standing within it without any. */
    private static boolean takesPart(int start, int end, int from, int to) {
      boolean within = start == end && from <= start && start <= to;
      boolean around = from == to && start <= from && from <= end;
      return within || around || (start < to && end > from);
    }

    private void add(Fragment fragment) {
      if (fragments.isEmpty() || !fragment.continues(fragments.getLast())) {
        fragments.add(fragment);
      }
    }

    public TracedText build() {
      return new TracedText(text.toString(), List.copyOf(fragments));
    }
  }
}
