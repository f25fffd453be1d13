package fail2ban.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fail2ban.engine.value.Value;
import fail2ban.engine.wire.FrameBuffer;
import fail2ban.engine.wire.Frames;
import fail2ban.engine.wire.Pickle;
import fail2ban.engine.wire.PickleException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/**
 * Whatever a client sends, it is answered with something that a client can read: the words of a
 * request, a failure, or a text that says that nothing could be read.
 */
@Tag("fuzz")
class RequestFuzzTest {

  private final Responder responder = new Responder(RequestFuzzTest::echo, new RecordedLogs());

  @FuzzTest
  void isAnswered(byte[] bytes) throws PickleException {
    var frames = new FrameBuffer(1 << 20);
    frames.add(bytes, bytes.length);
    byte[] end = "<F2B_END_COMMAND>".getBytes(StandardCharsets.US_ASCII);
    frames.add(end, end.length);
    Optional<byte[]> request = frames.next();
    assertThat(request).isPresent();
    while (request.isPresent()) {
      answered(responder.answer(request.get()));
      request = frames.next();
    }
  }

  private static void answered(Value reply) throws PickleException {
    if (reply instanceof Value.Text(String text)) {
      assertThat(text).startsWith("ERROR: ");
    } else {
      assertThat(reply).isInstanceOf(Value.Tuple.class);
    }
    byte[] frame = Frames.of(reply);
    assertThat(Pickle.decodeReply(frame)).isEqualTo(reply);
  }

  private static Value echo(List<Value> command) throws CommandFailure {
    var words = new Words(command);
    var _ = words.take("--all");
    var _ = words.text();
    return words.more() ? Value.texts(words.items()) : Value.NONE;
  }
}
