package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.FamilyScope;
import fail2ban.engine.action.NoBanTags;
import fail2ban.engine.action.Operation;
import fail2ban.engine.action.TagSource;
import fail2ban.engine.address.FailureId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks what the kernel holds of an action's bans. Where that is can be told from the command that
 * the action would run to ban some address. Changes nothing; waits for the commands that list.
 */
final class Inspection {

  /** One of each sort that an action may keep apart. */
  private static final List<FailureId> EXAMPLES =
      Stream.of("192.0.2.1", "2001:db8::1", "192.0.2.0/24", "2001:db8::/32")
          .map(FailureId::of)
          .toList();

  private final ActionCommands commands;
  private final Surroundings around;

  Inspection(ActionCommands commands, Surroundings around) {
    this.commands = commands;
    this.around = around;
  }

  Enforcement of(List<FailureId> bans, int waiting) {
    var known = new HashMap<FamilyScope, Optional<Set<FailureId>>>();
    for (FailureId example : EXAMPLES) {
      known.computeIfAbsent(scope(example), scope -> held(scope, example));
    }
    if (known.values().stream().allMatch(Optional::isEmpty)) {
      return new Enforcement(false, bans.size(), waiting, List.of(), List.of());
    }
    return compared(bans.stream().filter(ban -> isKnown(ban, known)).toList(), waiting, known);
  }

  private static Enforcement compared(
      List<FailureId> bans, int waiting, Map<FamilyScope, Optional<Set<FailureId>>> known) {
    var foreign = new LinkedHashSet<FailureId>();
    known.values().forEach(held -> held.ifPresent(foreign::addAll));
    var missing = new ArrayList<FailureId>();
    for (FailureId ban : bans) {
      if (!foreign.remove(ban)) {
        missing.add(ban);
      }
    }
    return new Enforcement(true, bans.size(), waiting, missing, List.copyOf(foreign));
  }

  private boolean isKnown(FailureId ban, Map<FamilyScope, Optional<Set<FailureId>>> known) {
    return ban.family().isPresent() && known.getOrDefault(scope(ban), Optional.empty()).isPresent();
  }

  private FamilyScope scope(FailureId id) {
    return commands.scopeOf(id, id.family());
  }

  private Optional<Set<FailureId>> held(FamilyScope scope, FailureId example) {
    TagSource tags = tags(scope, example.text());
    return commands.command(Operation.BAN, scope, tags).flatMap(around.runner()::held);
  }

  private TagSource tags(FamilyScope scope, String address) {
    TagSource others =
        NoBanTags.of(around.clock().instant(), scope, around.jail().get(), around.lookups());
    return tag -> tag.equals("ip") || tag.equals("fid") ? Optional.of(address) : others.value(tag);
  }
}
