package fail2ban.server.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The open connections, of which there may be so many and no more: a newcomer takes the place of
 * the one that has been silent longest. Safe on any thread.
 */
final class Connections {

  enum Phase {
    IDLE,
    EXECUTING,
    REPLYING
  }

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The one whose phase changed last stands last. */
  private final Map<Connection, Phase> phases = new LinkedHashMap<>();

  Connections(int limit) {
    this.limit = limit;
  }

  /** False if there is no room, because all of them execute a command. */
  boolean add(Connection newcomer) {
    lock.lock();
    try {
      if (phases.size() >= limit && !makeRoom()) {
        return false;
      }
      phases.put(newcomer, Phase.IDLE);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void mark(Connection connection, Phase phase) {
    lock.lock();
    try {
      if (phases.remove(connection) != null) {
        phases.put(connection, phase);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(Connection connection) {
    lock.lock();
    try {
      phases.remove(connection);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every request that is being executed has its reply, but not longer than {@code
   * patience}, then closes all connections.
   */
  void close(Duration patience) {
    awaitReplies(patience.toNanos());
    for (Connection connection : all()) {
      connection.close();
    }
  }

  private List<Connection> all() {
    lock.lock();
    try {
      return new ArrayList<>(phases.keySet());
    } finally {
      lock.unlock();
    }
  }

  private void awaitReplies(long nanoseconds) {
    lock.lock();
    try {
      long left = nanoseconds;
      while (left > 0 && !silent()) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean silent() {
    for (Phase phase : phases.values()) {
      if (phase != Phase.IDLE) {
        return false;
      }
    }
    return true;
  }

  private boolean makeRoom() {
    Iterator<Map.Entry<Connection, Phase>> oldestFirst = phases.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      var candidate = oldestFirst.next();
      if (candidate.getValue() != Phase.EXECUTING) {
        oldestFirst.remove();
        candidate.getKey().close();
        return true;
      }
    }
    return false;
  }
}
