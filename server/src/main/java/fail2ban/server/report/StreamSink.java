package fail2ban.server.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output or error; it stays open when the log goes elsewhere. */
final class StreamSink implements Sink {

  private final OutputStream stream;

  private StreamSink(FileDescriptor descriptor) {
    stream = new FileOutputStream(descriptor);
  }

  static StreamSink stdout() {
    return new StreamSink(FileDescriptor.out);
  }

  static StreamSink stderr() {
    return new StreamSink(FileDescriptor.err);
  }

  @Override
  public void write(Entry entry, String line) throws IOException {
    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
