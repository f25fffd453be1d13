package fail2ban.engine.value;

import fail2ban.engine.value.Value.Bool;
import fail2ban.engine.value.Value.Failure;
import fail2ban.engine.value.Value.Group;
import fail2ban.engine.value.Value.Mapping;
import fail2ban.engine.value.Value.Nothing;
import fail2ban.engine.value.Value.Real;
import fail2ban.engine.value.Value.Sequence;
import fail2ban.engine.value.Value.Text;
import fail2ban.engine.value.Value.Tuple;
import fail2ban.engine.value.Value.Whole;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How Python prints a value: {@code repr()} and {@code str()}. What operators read and scripts
 * parse in {@code -d}, in the log and in replies has this form.
 */
public final class PythonRepr {

  private PythonRepr() {}

  /** {@code str(value)}: a string as it is, everything else as {@link #repr}. */
  public static String str(Value value) {
    // Aside from the switch: the first one over patterns costs a client as much as all the rest.
    if (value instanceof Text text) {
      return text.text();
    }
    if (value instanceof Whole whole) {
      return Long.toString(whole.number());
    }
    return switch (value) {
      case Text text -> text.text();
      case Failure failure -> failureText(failure);
      case Whole _, Real _, Bool _, Nothing _, Sequence _, Tuple _, Group _, Mapping _ ->
          repr(value);
    };
  }

  /** {@code repr(value)}: a literal that Python would read back. */
  public static String repr(Value value) {
    return switch (value) {
      case Text text -> quote(text.text());
      case Whole whole -> Long.toString(whole.number());
      case Real real -> real(real.number());
      case Bool bool -> bool.truth() ? "True" : "False";
      case Nothing _ -> "None";
      case Sequence list -> joined(list.items(), "[", "]");
      case Tuple tuple ->
          tuple.items().size() == 1
              ? "(" + repr(tuple.items().getFirst()) + ",)"
              : joined(tuple.items(), "(", ")");
      case Group set -> set.items().isEmpty() ? "set()" : joined(set.items(), "{", "}");
      case Mapping dict ->
          dict.entries().entrySet().stream()
              .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Failure failure -> failure.type() + joined(shown(failure), "(", ")");
    };
  }

  private static String joined(List<Value> items, String open, String close) {
    return items.stream().map(PythonRepr::repr).collect(Collectors.joining(", ", open, close));
  }

  /**
   * An exception's {@code args} as its {@code repr} has them: without the file name of an OSError.
   */
  public static List<Value> shown(Failure failure) {
    List<Value> arguments = failure.arguments();
    return ofSystemCall(failure) ? arguments.subList(0, 2) : arguments;
  }

  private static boolean ofSystemCall(Failure failure) {
    List<Value> arguments = failure.arguments();
    return failure.module().equals("builtins")
        && (arguments.size() == 2 || arguments.size() == 3)
        && arguments.get(0) instanceof Whole
        && arguments.get(1) instanceof Text;
  }

  private static String failureText(Failure failure) {
    List<Value> arguments = failure.arguments();
    if (ofSystemCall(failure)) {
      String file = arguments.size() == 3 ? ": " + repr(arguments.get(2)) : "";
      return "[Errno " + arguments.get(0) + "] " + arguments.get(1) + file;
    }
    return switch (arguments.size()) {
      case 0 -> "";
      case 1 ->
          failure.type().endsWith("KeyError")
              ? repr(arguments.getFirst())
              : str(arguments.getFirst());
      default ->
          failure.type().equals("SyntaxError") && arguments.get(1) instanceof Tuple place
              ? syntaxError(str(arguments.getFirst()), place.items())
              : repr(new Tuple(arguments));
    };
  }

  private static String syntaxError(String message, List<Value> place) {
    return place.size() < 2
        ? message
        : message + " (" + str(place.get(0)) + ", line " + str(place.get(1)) + ")";
  }

  /** A string literal: single quotes unless the text holds those and no double ones. */
  public static String quote(String text) {
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    var out = new StringBuilder(text.length() + 2).append(mark);
    text.codePoints().forEach(point -> quoted(point, mark, out));
    return out.append(mark).toString();
  }

  private static void quoted(int point, char mark, StringBuilder out) {
    switch (point) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (point == mark) {
          out.append('\\').append(mark);
        } else if (printable(point)) {
          out.appendCodePoint(point);
        } else if (point < 0x100) {
          out.append(String.format("\\x%02x", point));
        } else if (point < 0x10000) {
          out.append(String.format("\\u%04x", point));
        } else {
          out.append(String.format("\\U%08x", point));
        }
      }
    }
  }

  /**
   * Python's {@code str.isprintable}: no control, format, surrogate, private, separator but blank.
   */
  private static boolean printable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Shortest digits that read back the same; exponent below 1e-4 and from 1e16 on. */
  private static String real(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    var shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = number < 0 ? "-" : "";
    return sign
        + mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + String.format("%02d", Math.abs(exponent));
  }
}
