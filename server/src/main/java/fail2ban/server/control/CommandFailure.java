package fail2ban.server.control;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;

/** A command that was refused or failed, as the exception that Python clients will see. */
public final class CommandFailure extends Exception {

  private static final long serialVersionUID = 1L;
  private static final String BUILTINS = "builtins";
  private static final String FAIL2BAN = "fail2ban.exceptions";

  private final transient Value.Failure failure;

  public CommandFailure(Value.Failure failure) {
    super(PythonRepr.repr(failure));
    this.failure = failure;
  }

  /** A plain {@code Exception} with a text. */
  public static CommandFailure because(String text) {
    return of(BUILTINS, "Exception", text);
  }

  /** A {@code ValueError}: a word has no meaning here. */
  public static CommandFailure badValue(String text) {
    return of(BUILTINS, "ValueError", text);
  }

  /** A {@code KeyError}, which clients print in quotes. */
  public static CommandFailure unknownKey(String text) {
    return of(BUILTINS, "KeyError", text);
  }

  /** A {@code RuntimeError}. */
  public static CommandFailure impossible(String text) {
    return of(BUILTINS, "RuntimeError", text);
  }

  /** Clients say that the jail does not exist. */
  public static CommandFailure unknownJail(String name) {
    return of(FAIL2BAN, "UnknownJailException", name);
  }

  /** Clients say that the jail exists already. */
  public static CommandFailure duplicateJail(String name) {
    return of(FAIL2BAN, "DuplicateJailException", name);
  }

  /** A word is missing: clients say that the command is invalid. */
  public static CommandFailure missingWord() {
    return of(BUILTINS, "IndexError", "list index out of range");
  }

  static CommandFailure notANumber(String text) {
    return badValue("invalid literal for int() with base 10: " + PythonRepr.quote(text));
  }

  /** A {@code NameError}: a time expression with a word that is no unit. */
  static CommandFailure badTime(String text) {
    return of(BUILTINS, "NameError", text);
  }

  static CommandFailure unknownEncoding(String name) {
    return of(BUILTINS, "LookupError", "unknown encoding: " + name);
  }

  static CommandFailure badRegex(String text) {
    return of("fail2ban.server.failregex", "RegexException", text);
  }

  static CommandFailure unknownProperty(String name) {
    return of(BUILTINS, "AttributeError", "'CommandAction' object has no attribute '" + name + "'");
  }

  static CommandFailure missingFile(String path) {
    return new CommandFailure(
        new Value.Failure(
            BUILTINS,
            "FileNotFoundError",
            List.of(Value.whole(2), Value.text("No such file or directory"), Value.text(path))));
  }

  public Value.Failure failure() {
    return failure;
  }

  private static CommandFailure of(String module, String type, String text) {
    return new CommandFailure(new Value.Failure(module, type, List.of(Value.text(text))));
  }
}
