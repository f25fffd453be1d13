package fail2ban.engine.filter;

import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lines of one connection have told so far. Owned by its {@link ConnectionCache}. */
final class Connection {

  private final Instant opened;
  private final boolean lasting;
  private final Map<String, Value> groups = new GroupMap();
  private final Set<Value> users = new LinkedHashSet<>();
  private List<MatchedLine> matches = new ArrayList<>();
  private final List<MatchedLine> heldBack = new ArrayList<>();
  private boolean lastWasInformation;
  private boolean pending;

  /**
   * @param lasting false if its first line is its last as well: then nobody asks for its users
   */
  Connection(Instant opened, boolean lasting) {
    this.opened = opened;
    this.lasting = lasting;
  }

  Instant opened() {
    return opened;
  }

  Map<String, Value> groups() {
    return groups;
  }

  List<MatchedLine> matches() {
    return List.copyOf(matches);
  }

  /** The connection has a failure, but nothing yet told who it is. */
  void markPending() {
    pending = true;
  }

  /**
   * Takes in one matched line.
   *
   * @return true if the line counts as a failure
   */
  boolean merge(Map<String, Value> captured, List<MatchedLine> lines) {
    boolean gained = Captured.has(captured, GroupNames.GAINED);
    boolean information = gained || Captured.has(captured, GroupNames.NO_FAILURE);
    boolean wasInformation = lastWasInformation;
    if (gained) {
      pending = false;
    }
    if (!wasInformation && !pending) {
      matches = new ArrayList<>();
    }
    groups.remove(GroupNames.NO_FAILURE);
    groups.remove(GroupNames.GAINED);
    takeAll(captured);
    boolean cancelled = pending || users.size() > 1;
    pending = false;
    if (cancelled) {
      groups.remove(GroupNames.NO_FAILURE);
      groups.remove(GroupNames.GAINED);
    }
    lastWasInformation = information && !cancelled;
    collect(lines);
    return !lastWasInformation;
  }

  /** The users stand behind the first line's groups and before what later lines add. */
  private void takeAll(Map<String, Value> captured) {
    boolean first = groups.isEmpty();
    Value user = captured.get(GroupNames.USER);
    boolean named = user != null && !Captured.text(user).isEmpty();
    if (named) {
      users.add(user);
    }
    if (named && !first) {
      groups.put(GroupNames.USERS, new Value.Group(List.copyOf(users)));
    }
    captured.forEach((name, value) -> take(name, value, first));
    if (named && first && lasting) {
      groups.put(GroupNames.USERS, new Value.Group(List.copyOf(users)));
    }
  }

  private void take(String name, Value value, boolean first) {
    if (name.equals(GroupNames.FORGET)) {
      return;
    }
    if (first || !Captured.text(value).isEmpty()) {
      groups.put(name, value);
    }
  }

  private void collect(List<MatchedLine> lines) {
    if (lastWasInformation) {
      heldBack.addAll(lines);
      return;
    }
    var collected = new ArrayList<>(heldBack);
    heldBack.clear();
    collected.addAll(matches);
    collected.addAll(lines);
    matches = collected;
  }
}
