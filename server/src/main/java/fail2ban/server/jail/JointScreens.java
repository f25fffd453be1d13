package fail2ban.server.jail;

import fail2ban.engine.prefilter.JointScreen;
import fail2ban.engine.prefilter.Telltales;
import fail2ban.server.source.LineMarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which jails read a file together, and the screen of all their rules. A jail that has joined keeps
 * its own pace: the screen only tells of a line what any of them may want to know.
 *
 * <p>Safe on any thread.
 */
public final class JointScreens {

  private final Map<Path, Group> groups = new ConcurrentHashMap<>();

  /** Jails that read one file, and their screen, which is made when a line comes. */
  static final class Group {

    private final List<Telltales> members;
    private @Nullable Screening screening;

    private Group(List<Telltales> members) {
      this.members = members;
    }

    private boolean has(Telltales member) {
      return members.contains(member);
    }

    private Group with(Telltales member) {
      var more = new ArrayList<>(members);
      more.add(member);
      return new Group(List.copyOf(more));
    }

    private @Nullable Group without(Telltales member) {
      var fewer = new ArrayList<>(members);
      fewer.remove(member);
      return fewer.isEmpty() ? null : new Group(List.copyOf(fewer));
    }

    private synchronized Screening screening() {
      if (screening == null) {
        var screen = new JointScreen(members);
        screening = new Screening(screen, screen::look);
      }
      return screening;
    }
  }

  /**
   * A screen, and how a file's lines are marked with what it tells.
   *
   * @param marks the same object for all jails of the group
   */
  record Screening(JointScreen screen, LineMarks marks) {}

  /**
   * What a jail reads a file with; it joins the others with the first call.
   *
   * @return empty if it reads alone, or there are too many
   */
  Optional<Screening> of(Path file, Telltales member) {
    Group group = groups.get(file);
    if (group == null || !group.has(member)) {
      group = groups.compute(file, (_, others) -> joined(others, member));
    }
    boolean together = group.members.size() > 1 && group.has(member);
    return together ? Optional.of(group.screening()) : Optional.empty();
  }

  private static Group joined(@Nullable Group others, Telltales member) {
    if (others == null) {
      return new Group(List.of(member));
    }
    return others.members.size() < JointScreen.MOST ? others.with(member) : others;
  }

  /** The jail has other rules now, or other files, or has stopped. */
  void leave(Telltales member) {
    for (Path file : groups.keySet()) {
      groups.computeIfPresent(
          file, (_, group) -> group.has(member) ? group.without(member) : group);
    }
  }
}
