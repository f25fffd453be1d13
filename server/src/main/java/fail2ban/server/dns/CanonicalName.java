package fail2ban.server.dns;

import fail2ban.server.libc.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * The name that the system's resolver calls a host by: {@code getaddrinfo} with {@code
 * AI_CANONNAME}, which is what fail2ban asks for its own host's full name. Java's own look-up goes
 * to an address and from there back to a name, so that a host whose name is in {@code /etc/hosts}
 * beside {@code localhost} would be called that.
 *
 * <p>Waits as long as the resolver does. Safe on any thread.
 */
final class CanonicalName {

  private static final int WANTED = 0x0002;

  /** Of {@code struct addrinfo} on Linux, in bytes; glibc's and musl's are alike. */
  private static final int SIZE = 48;

  private static final int NAME_AT = 32;
  private static final int NEXT_AT = 40;

  /** The longest name that DNS knows, and its end. */
  private static final int LONGEST = 1025;

  private final NativeFunction getAddresses = NativeFunction.returningInt("getaddrinfo");
  private final NativeFunction freeAddresses = NativeFunction.returningInt("freeaddrinfo");

  /**
   * @return empty if the host is unknown, or nobody answers
   */
  Optional<String> of(String host) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment hints = arena.allocate(SIZE, Long.BYTES);
      hints.set(ValueLayout.JAVA_INT, 0, WANTED);
      MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment name = arena.allocateFrom(host);
      long failure = getAddresses.call(name.address(), 0, hints.address(), result.address());
      if (failure != 0) {
        return Optional.empty();
      }
      MemorySegment first = result.get(ValueLayout.ADDRESS, 0);
      try {
        return canonical(first);
      } finally {
        freeAddresses.call(first.address());
      }
    }
  }

  /** Only the first of the answers has it, as a rule. */
  private static Optional<String> canonical(MemorySegment first) {
    for (MemorySegment next = first; next.address() != 0; ) {
      MemorySegment answer = next.reinterpret(SIZE);
      MemorySegment name = answer.get(ValueLayout.ADDRESS, NAME_AT);
      if (name.address() != 0) {
        return Optional.of(name.reinterpret(LONGEST).getString(0)).filter(text -> !text.isEmpty());
      }
      next = answer.get(ValueLayout.ADDRESS, NEXT_AT);
    }
    return Optional.empty();
  }
}
