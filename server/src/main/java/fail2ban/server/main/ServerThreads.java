package fail2ban.server.main;

import fail2ban.engine.log.Log;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes every thread of the server, each with a name and a handler for what nobody caught. Safe on
 * any thread.
 */
final class ServerThreads {

  /** Regular expressions recurse: a line of 43,000 characters fits this; only used pages cost. */
  private static final long DEEP_STACK = 16L << 20;

  private final Thread.UncaughtExceptionHandler handler;
  private final AtomicLong jailStack = new AtomicLong(DEEP_STACK);

  ServerThreads(Log log) {
    this.handler =
        (thread, fault) ->
            log.error("Unexpected end of thread '" + thread.getName() + "': " + fault);
  }

  /** Threads that own a jail: they match regular expressions. */
  ThreadFactory forJails() {
    return task ->
        Thread.ofPlatform()
            .name("jail")
            .daemon(true)
            .stackSize(jailStack.get())
            .uncaughtExceptionHandler(handler)
            .unstarted(task);
  }

  /** Threads that own something of which there is one. */
  ThreadFactory named(String name) {
    return task ->
        Thread.ofPlatform()
            .name(name)
            .daemon(true)
            .uncaughtExceptionHandler(handler)
            .unstarted(task);
  }

  /** Threads that do nothing but wait. */
  ThreadFactory waiting(String name) {
    return Thread.ofVirtual().name(name).uncaughtExceptionHandler(handler).factory();
  }

  /** As many threads as there are commands at work; they wait in the kernel for them. */
  ExecutorService forCommands() {
    return Executors.newCachedThreadPool(named("action"));
  }

  /**
   * {@code set thread {'stacksize': n}}: never below what matching needs.
   *
   * @param kibibytes 0 for our own choice
   */
  void jailStack(long kibibytes) {
    jailStack.set(Math.max(DEEP_STACK, kibibytes << 10));
  }
}
