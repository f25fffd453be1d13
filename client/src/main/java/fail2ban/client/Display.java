package fail2ban.client;

import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Stated;
import java.util.List;

/** Where the outcomes of commands are shown; what goes wrong is logged besides. One thread. */
interface Display {

  /**
   * @param words of the command
   */
  void answer(List<String> words, Value reply);

  /** What the files say about values. */
  void where(List<Stated> values);

  void refusal(Value.Failure failure);

  /** A command is over that failed; if nothing of it has been shown yet, this is its message. */
  void failed(String message);
}
