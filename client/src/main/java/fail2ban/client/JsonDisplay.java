package fail2ban.client;

import fail2ban.client.json.JsonReplies;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Stated;
import java.io.PrintStream;
import java.util.List;

/** For programs: a line of JSON for each command, whatever becomes of it. */
final class JsonDisplay implements Display {

  private final PrintStream out;
  private final JsonReplies replies;
  private boolean refused;

  JsonDisplay(PrintStream out, JsonReplies replies) {
    this.out = out;
    this.replies = replies;
  }

  @Override
  public void answer(List<String> words, Value reply) {
    out.println(replies.answer(words, reply));
  }

  @Override
  public void where(List<Stated> values) {
    out.println(replies.where(values));
  }

  @Override
  public void refusal(Value.Failure failure) {
    refused = true;
    out.println(replies.refusal(failure));
  }

  @Override
  public void failed(String message) {
    if (!refused) {
      out.println(replies.failure(message));
    }
    refused = false;
  }
}
