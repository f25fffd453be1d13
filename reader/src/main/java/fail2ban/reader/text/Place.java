package fail2ban.reader.text;

import java.util.Optional;

/**
 * What a problem is about: a file and line, and the section and option that it concerns. Immutable.
 *
 * @param origin absent where the problem is that something is missing
 * @param section without brackets; absent outside of any
 * @param option absent where the section as a whole is meant
 */
public record Place(Optional<Origin> origin, Optional<String> section, Optional<String> option) {

  /** A whole file, or a line that belongs to no option. */
  public static Place at(Origin origin) {
    return new Place(Optional.of(origin), Optional.empty(), Optional.empty());
  }

  /** A section of which nothing more precise can be said. */
  public static Place section(String name) {
    return new Place(Optional.empty(), Optional.of(name), Optional.empty());
  }

  /** {@code jail.local:3: [sshd] findtime}, without what is not known. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    origin.ifPresent(place -> text.append(place).append(": "));
    section.ifPresent(name -> text.append('[').append(name).append("] "));
    option.ifPresent(text::append);
    String shown = text.toString().strip();
    return shown.endsWith(":") ? shown.substring(0, shown.length() - 1) : shown;
  }
}
