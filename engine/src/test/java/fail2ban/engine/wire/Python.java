package fail2ban.engine.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Python that is asked to pickle and unpickle; one process for many questions. */
final class Python implements AutoCloseable {

  private static final Path INTERPRETER = Path.of("/usr/bin/python3");

  /** Each question and each answer is preceded by its length in 4 bytes. */
  private static final String LOOP =
      """
      import sys, pickle, struct
      read, write = sys.stdin.buffer, sys.stdout.buffer
      while True:
        head = read.read(5)
        if len(head) < 5: break
        size, kind = struct.unpack('>IB', head)
        body = read.read(size)
        if kind == 9: out = ascii(pickle.loads(body)).encode()
        else: out = pickle.dumps(eval(body.decode()), kind)
        write.write(struct.pack('>I', len(out)) + out); write.flush()
      """;

  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;

  private Python(Process process) {
    this.process = process;
    this.to = new DataOutputStream(process.getOutputStream());
    this.from = new DataInputStream(process.getInputStream());
  }

  static boolean isMissing() {
    return !Files.isExecutable(INTERPRETER);
  }

  static Python start() throws IOException {
    var builder = new ProcessBuilder(INTERPRETER.toString(), "-c", LOOP);
    return new Python(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The pickle of what a Python expression evaluates to. */
  byte[] dumps(String expression, int protocol) throws IOException {
    return ask(expression.getBytes(StandardCharsets.UTF_8), protocol);
  }

  /** What Python says that a pickle holds, in ASCII. */
  String loads(byte[] pickle) throws IOException {
    return new String(ask(pickle, 9), StandardCharsets.US_ASCII);
  }

  private byte[] ask(byte[] question, int kind) throws IOException {
    var out = new ByteArrayOutputStream();
    var data = new DataOutputStream(out);
    data.writeInt(question.length);
    data.writeByte(kind);
    data.write(question);
    to.write(out.toByteArray());
    to.flush();
    return from.readNBytes(from.readInt());
  }

  @Override
  public void close() throws IOException {
    to.close();
    process.destroy();
  }
}
