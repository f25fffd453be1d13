package fail2ban.client.regex;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A text read in another encoding and given as UTF-8. Belongs to one thread. */
final class Transcoded extends InputStream {

  private static final int CHUNK = 1 << 14;

  private final Reader reader;
  private final char[] chunk = new char[CHUNK];
  private byte[] bytes = new byte[0];
  private int at;

  Transcoded(InputStream in, Charset charset) {
    this.reader = new InputStreamReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int given = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, offset, given);
    at += given;
    return given;
  }

  private boolean fill() throws IOException {
    if (at < bytes.length) {
      return true;
    }
    int read = reader.read(chunk, 0, CHUNK - 1);
    if (read < 0) {
      return false;
    }
    if (Character.isHighSurrogate(chunk[read - 1])) {
      int low = reader.read();
      if (low >= 0) {
        chunk[read++] = (char) low;
      }
    }
    bytes = new String(chunk, 0, read).getBytes(StandardCharsets.UTF_8);
    at = 0;
    return bytes.length > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
