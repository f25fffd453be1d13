package fail2ban.engine.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain data as client and server exchange it: what a Python program would hold in strings,
 * numbers, lists, tuples and dicts. Lists and tuples are told apart because the programs that talk
 * to fail2ban tell them apart.
 *
 * <p>Immutable, hence safe on any thread.
 */
public sealed interface Value {

  /** A {@code str}. */
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** An {@code int}; what does not fit 64 bits is refused where it is read. */
  record Whole(long number) implements Value {
    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code float}. */
  record Real(double number) implements Value {
    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code bool}. */
  record Bool(boolean truth) implements Value {
    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** {@code None}. */
  record Nothing() implements Value {
    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code list}. */
  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code tuple}. */
  record Tuple(List<Value> items) implements Value {
    public Tuple {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code set}; printed and sent in the order given. */
  record Group(List<Value> items) implements Value {
    public Group {
      items = items.stream().distinct().toList();
    }

    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /** A {@code dict}, in insertion order. */
  record Mapping(Map<Value, Value> entries) implements Value {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  /**
   * An exception as Python would pickle it: class by module and name, and its arguments.
   *
   * @param module for example {@code builtins} or {@code fail2ban.exceptions}
   * @param type the class name in that module
   */
  record Failure(String module, String type, List<Value> arguments) implements Value {
    public Failure {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return PythonRepr.str(this);
    }
  }

  Nothing NONE = new Nothing();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);

  static Text text(String text) {
    return new Text(text);
  }

  static Whole whole(long number) {
    return new Whole(number);
  }

  static Bool bool(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  static Sequence list(Value... items) {
    return new Sequence(Arrays.asList(items));
  }

  static Tuple tuple(Value... items) {
    return new Tuple(Arrays.asList(items));
  }

  /** A list of strings. */
  static Sequence texts(List<String> items) {
    var values = new ArrayList<Value>(items.size());
    for (String item : items) {
      values.add(new Text(item));
    }
    return new Sequence(values);
  }

  /** A list of strings: the usual shape of a command. */
  static Sequence words(String... items) {
    return texts(Arrays.asList(items));
  }
}
