package fail2ban.server.figures;

import fail2ban.server.count.JailCounters;
import fail2ban.server.jail.LogBackend;
import fail2ban.server.jail.RunningJail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that a jail reads, and how far it is.
 *
 * @param lines read of it since the jail was created
 * @param readAt when something was last read of it, in milliseconds since 1970; absent if never
 * @param behind bytes that are there and not read; absent of a journal, and of a file that is not
 *     there or of which nothing was read yet
 * @param behindSince how many seconds ago the last of what came before them was read; 0 if there
 *     are none
 */
public record SourceFigures(
    String name, long lines, OptionalLong readAt, OptionalLong behind, double behindSince) {

  private static final double MILLIS = 1000;

  static List<SourceFigures> of(RunningJail jail, long now) {
    Map<String, JailCounters.Place> places = jail.counters().sources();
    return switch (jail.settings().backend()) {
      case LogBackend.Files _ ->
          jail.settings().sources().files().keySet().stream()
              .map(file -> ofFile(file, places.get(file.toString()), now))
              .toList();
      case LogBackend.Journal _ -> ofJournal(places);
    };
  }

  private static SourceFigures ofFile(Path file, JailCounters.@Nullable Place place, long now) {
    if (place == null) {
      return new SourceFigures(file.toString(), 0, OptionalLong.empty(), OptionalLong.empty(), 0);
    }
    OptionalLong behind = behind(file, place.offset());
    boolean late = behind.orElse(0) > 0;
    return new SourceFigures(
        file.toString(),
        place.lines(),
        OptionalLong.of(place.readAt()),
        behind,
        late ? Math.max(0, now - place.readAt()) / MILLIS : 0);
  }

  /** A file that is shorter than what was read of it is another one: all of it is yet to come. */
  private static OptionalLong behind(Path file, long offset) {
    try {
      long size = Files.size(file);
      return OptionalLong.of(size >= offset ? size - offset : size);
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  private static List<SourceFigures> ofJournal(Map<String, JailCounters.Place> places) {
    var all = new ArrayList<SourceFigures>();
    places.forEach((name, place) ->
        all.add(
            new SourceFigures(
                name, place.lines(), OptionalLong.of(place.readAt()), OptionalLong.empty(), 0)));
    return all;
  }
}
