package fail2ban.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FrameBufferTest {

  @Test
  void cutsAtTheMarkerHoweverTheBytesArrive() throws PickleException {
    var stream = new ByteArrayOutputStream();
    stream.writeBytes(Frames.of(Value.words("ping")));
    stream.writeBytes(Frames.of(Value.words("echo", "<F2B_END_COMMAND>")));
    stream.writeBytes(Frames.close());
    for (int size = 1; size <= stream.size(); size++) {
      var frames = new FrameBuffer(1000);
      var seen = new StringBuilder();
      for (int from = 0; from < stream.size(); from += size) {
        byte[] chunk =
            Arrays.copyOfRange(stream.toByteArray(), from, Math.min(stream.size(), from + size));
        frames.add(chunk, chunk.length);
        for (var payload = frames.next(); payload.isPresent(); payload = frames.next()) {
          seen.append(
              Frames.isClose(payload.get()) ? "close" : Pickle.decode(payload.get()).toString());
        }
      }
      assertThat(seen).hasToString("['ping']['echo', '<F2B_END_COMMAND>']close");
    }
  }

  @Test
  void noStringCanForgeTheMarker() {
    String text =
        new String(Pickle.encode(Value.words("<F2B_END_COMMAND>")), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("<F2B_END_COMMAND>");
  }

  @Test
  void aMessageWithoutAnEndIsCutOff() throws PickleException {
    var frames = new FrameBuffer(1000);
    byte[] chunk = new byte[600];
    frames.add(chunk, 600);
    frames.add(chunk, 600);
    assertThat(frames.next()).isEmpty();
    assertThatThrownBy(() -> frames.add(chunk, 1))
        .isInstanceOf(PickleException.class)
        .hasMessage("message of more than 1000 bytes");
  }
}
