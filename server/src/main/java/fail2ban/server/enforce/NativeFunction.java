package fail2ban.server.enforce;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Finds functions of the C library that return an {@code int}. */
final class NativeFunction {

  private static final Linker LINKER = Linker.nativeLinker();

  private NativeFunction() {}

  /**
   * @throws UnsatisfiedLinkError if the C library lacks it
   */
  static MethodHandle required(String name, MemoryLayout... arguments) {
    return optional(name, arguments).orElseThrow(() -> new UnsatisfiedLinkError(name));
  }

  static Optional<MethodHandle> optional(String name, MemoryLayout... arguments) {
    return LINKER.defaultLookup().find(name).map(address -> handle(address, arguments));
  }

  /** As {@link #required}, taking first a segment of {@link #errnoSize()} bytes for the errno. */
  static MethodHandle withErrno(String name, MemoryLayout... arguments) {
    MemorySegment address =
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    return handle(address, arguments, Linker.Option.captureCallState("errno"));
  }

  static long errnoSize() {
    return Linker.Option.captureStateLayout().byteSize();
  }

  private static MethodHandle handle(
      MemorySegment address, MemoryLayout[] arguments, Linker.Option... options) {
    return LINKER.downcallHandle(
        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments), options);
  }

  /** What a call cannot throw by contract, but the compiler cannot know. */
  static AssertionError unexpected(Throwable failure) {
    return new AssertionError("call into the C library", failure);
  }
}
