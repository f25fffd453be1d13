package fail2ban.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the store's thread, in order. Bounded: whoever puts more than fits waits until the
 * thread has taken the others, all of them at once.
 *
 * <p>Safe on any thread.
 */
final class Mailbox<T> {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<T> waiting = new ArrayList<>();
  private boolean closed;

  Mailbox(int capacity) {
    this.capacity = capacity;
  }

  /**
   * @return false if the mailbox is closed, so that nobody will ever take the item
   */
  boolean put(T item) {
    lock.lock();
    try {
      while (waiting.size() >= capacity && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return false;
      }
      waiting.add(item);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes everything that waits.
   *
   * @param atMostNanos how long to wait for something
   * @return empty if nothing came in that time, or if the mailbox is closed and empty
   */
  List<T> takeAll(long atMostNanos) {
    lock.lock();
    try {
      awaitItems(atMostNanos);
      if (waiting.isEmpty()) {
        return List.of();
      }
      List<T> taken = waiting;
      waiting = new ArrayList<>();
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void awaitItems(long nanos) {
    long left = nanos;
    while (waiting.isEmpty() && !closed && left > 0) {
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        // Only close() ends the thread: an interrupt must not lose what still waits.
        left = nanos;
      }
    }
  }

  /** Takes nothing more in; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** True once closed and emptied. */
  boolean finished() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
