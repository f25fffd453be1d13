package fail2ban.engine.date;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which a detector tries its templates: those that match often and near the start of
 * the line move up. Owned by one thread.
 */
final class TemplateOrder {

  private static final Duration UNUSED_FOR_LONG = Duration.ofMinutes(5);

  private final List<TemplateUse> order = new ArrayList<>();
  private final List<TemplateUse> byNumber;
  private int firstUnused;

  TemplateOrder(List<DateTemplate> templates) {
    for (int index = 0; index < templates.size(); index++) {
      order.add(new TemplateUse(templates.get(index), DateGate.bit(index), index));
    }
    byNumber = List.copyOf(order);
  }

  TemplateUse get(int index) {
    return order.get(index);
  }

  int size() {
    return order.size();
  }

  DetectorMemory memory(SeenAt lastSeen, int lastIndex) {
    List<DetectorMemory.Use> uses = order.stream().map(TemplateUse::memory).toList();
    return new DetectorMemory(uses, firstUnused, lastSeen, lastIndex);
  }

  void recall(DetectorMemory memory) {
    for (int index = 0; index < order.size(); index++) {
      DetectorMemory.Use use = memory.uses().get(index);
      TemplateUse recalled = byNumber.get(use.number());
      recalled.recall(use);
      order.set(index, recalled);
    }
    firstUnused = memory.firstUnused();
  }

  /**
   * Moves a template that has just matched towards the front if it deserves it.
   *
   * @return where it stands now
   */
  int promote(int index) {
    TemplateUse used = order.get(index);
    int target = firstUnused < index ? firstUnused : index / 2;
    if (!gives(order.get(target), used)) {
      target = index - 1;
    }
    if (target < 0 || !gives(order.get(target), used)) {
      target = index;
    }
    if (target < index) {
      order.remove(index);
      order.add(target, used);
    }
    while (firstUnused < order.size() && order.get(firstUnused).hits() > 0) {
      firstUnused++;
    }
    return target;
  }

  /** True if {@code holder} has to make room for {@code used}. */
  private static boolean gives(TemplateUse holder, TemplateUse used) {
    Instant longAgo = used.lastUsed().minus(UNUSED_FOR_LONG);
    return used.weight() > holder.weight() || holder.lastUsed().isBefore(longAgo);
  }
}
