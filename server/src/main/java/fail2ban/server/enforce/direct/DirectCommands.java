package fail2ban.server.enforce.direct;

import fail2ban.engine.action.ActionCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads commands quickly: nearly each differs from one before in nothing but the address, so that
 * what was understood of that one holds for it too. Safe on any thread.
 */
public final class DirectCommands {

  /** As many as there are kinds of ban at a time: jails with bans, by family. */
  private static final int KEPT = 8;

  private static final String OTHER = "2001:db8::f2b";

  /**
   * A script cut at its address.
   *
   * @param command as which it was understood
   */
  private record Form(String before, String after, DirectCommand command) {

    /** Empty unless a script with another address in that place is that command about it. */
    static Optional<Form> of(ActionCommand understood, DirectCommand command) {
      String script = understood.script();
      int at = Math.max(0, script.indexOf(command.address()));
      String before = script.substring(0, at);
      String after = script.substring(Math.min(script.length(), at + command.address().length()));
      var other = new ActionCommand(before + OTHER + after, List.of(), understood.timeout());
      return DirectCommand.of(other).equals(Optional.of(command.about(OTHER)))
          ? Optional.of(new Form(before, after, command))
          : Optional.empty();
    }

    /** No character of an address means anything to the shell, so the words are the same. */
    Optional<DirectCommand> read(String script) {
      int end = script.length() - after.length();
      if (end <= before.length() || !script.startsWith(before) || !script.endsWith(after)) {
        return Optional.empty();
      }
      String address = script.substring(before.length(), end);
      return DirectCommand.isAddress(address)
          ? Optional.of(command.about(address))
          : Optional.empty();
    }
  }

  private volatile List<Form> known = List.of();

  /** Empty if the shell has to do it. */
  public Optional<DirectCommand> read(ActionCommand command) {
    if (!command.arguments().isEmpty()) {
      return Optional.empty();
    }
    for (Form form : known) {
      Optional<DirectCommand> read = form.read(command.script());
      if (read.isPresent()) {
        return read;
      }
    }
    Optional<DirectCommand> read = DirectCommand.of(command);
    read.flatMap(plain -> Form.of(command, plain)).ifPresent(this::keep);
    return read;
  }

  private synchronized void keep(Form form) {
    var forms = new ArrayList<Form>();
    forms.add(form);
    forms.addAll(known.subList(0, Math.min(known.size(), KEPT - 1)));
    known = List.copyOf(forms);
  }
}
