package fail2ban.client;

import fail2ban.client.reply.Beautifier;
import fail2ban.client.reply.ErrorText;
import fail2ban.client.reply.UnprintableException;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Stated;
import fail2ban.reader.stream.WhereText;
import java.io.PrintStream;
import java.util.List;

/** For people, and for scripts that parse what people are shown. */
final class TextDisplay implements Display {

  private final PrintStream out;
  private final Beautifier beautifier;
  private final Log log;

  TextDisplay(PrintStream out, Beautifier beautifier, Log log) {
    this.out = out;
    this.beautifier = beautifier;
    this.log = log;
  }

  @Override
  public void answer(List<String> words, Value reply) {
    try {
      out.println(beautifier.beautify(words, reply));
    } catch (UnprintableException e) {
      log.warning("Beautifier error. Please report the error");
      log.error("Beautify " + reply + " with " + Value.texts(words) + " failed");
      out.println(PythonRepr.repr(reply));
    }
  }

  @Override
  public void where(List<Stated> values) {
    values.forEach(stated -> WhereText.of(stated).forEach(out::println));
  }

  @Override
  public void refusal(Value.Failure failure) {
    out.println(ErrorText.of(failure));
  }

  /** Standard error says it. */
  @Override
  public void failed(String message) {}
}
