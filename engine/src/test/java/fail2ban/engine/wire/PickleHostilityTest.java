package fail2ban.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the bytes, there is a value or the declared exception, soon. */
final class PickleHostilityTest {

  private static final String OPCODES =
      "(.012FIJKLMNPQRSTUVXabcdehijlopqrstu}])GCB\u0080\u0081\u0082\u0085\u0086\u0087\u0088\u0089"
          + "\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cos\\nsystem\\n(S'id'\\ntR. | only plain data is accepted, no objects",
        "\\x8c\\x02os\\x8c\\x06system\\x93. | only plain data is accepted, no objects",
        "(ios\\nsystem\\n. | only plain data is accepted, no objects",
        "garbage | pickle data was truncated",
        "'' | Ran out of input",
        "\\x80\\x05] | Ran out of input",
        "\\x80\\x06]. | unsupported pickle protocol: 6",
        "\\x80\\x05\\x95\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00]. | pickle data was truncated",
        "\\x95\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x80]. | pickle data was truncated",
        "X\\xff\\xff\\xff\\xff. | pickle data was truncated",
        "T\\xff\\xff\\xff\\xff. | pickle data was truncated",
        "xyz | invalid load key, 'x'.",
        "\\x01 | invalid load key, '\\x01'.",
        "h\\x07. | Memo value not found at index 7",
        "g9999999999999999999\\n. | no number of at most 64 bits: '9999999999999999999'",
        ". | unpickling stack underflow",
        "(. | no plain data",
        "e. | could not find MARK",
        "]s. | unpickling stack underflow",
        "(K\\x01d. | odd number of items for DICT",
        "}K\\x01a. | items for something that is no LIST",
        "\\x8a\\x09\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09. | integer of more than 64 bits",
        "I99999999999999999999\\n. | no number of at most 64 bits: '99999999999999999999'",
        "F0x1p3\\n. | no number of at most 64 bits: '0x1p3'",
        "Sabc\\n. | the STRING opcode argument must be quoted",
        "V\\\\u00\\n. | bad escape in a string",
        "V\\\\Uffffffff\\n. | bad escape in a string",
      })
  void saysWhatIsWrong(String pickle, String message) {
    assertThatThrownBy(() -> Pickle.decode(bytes(pickle)))
        .isInstanceOf(PickleException.class)
        .hasMessage(message);
  }

  @Test
  void repliesMayNameExceptionsButNothingThatWouldHaveToBeBuilt() {
    byte[] built = bytes("cbuiltins\\nlist\\n)\\x81.");
    assertThatThrownBy(() -> Pickle.decodeReply(built)).isInstanceOf(PickleException.class);
    assertThatThrownBy(() -> Pickle.decodeReply(bytes("cos\\nsystem\\n.")))
        .isInstanceOf(PickleException.class);
  }

  @Test
  void aListInItselfIsRefused() {
    assertThatThrownBy(() -> Pickle.decode(bytes("]q\\x00h\\x00a.")))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void whatUnfoldsToBillionsIsRefusedBeforeItIsBuilt() {
    var laughs = new StringBuilder("]q\\x00");
    for (int level = 1; level < 30; level++) {
      String below = "h\\x%02x".formatted(level - 1);
      laughs.append("](").append(below.repeat(10)).append("eq\\x%02x".formatted(level));
    }
    assertThatThrownBy(() -> Pickle.decode(bytes(laughs + ".")))
        .isInstanceOf(PickleException.class)
        .hasMessage("more data than is accepted");
  }

  @Test
  void oneLongTextNamedOftenCountsEachTime() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(Pickle.encode(Value.text("x".repeat(1 << 20))));
    byte[] text = Arrays.copyOf(out.toByteArray(), out.size() - 1);
    out.reset();
    out.writeBytes(text);
    out.writeBytes(bytes("q\\x00]("));
    out.writeBytes(bytes("h\\x00".repeat(1000)));
    out.writeBytes(bytes("e."));
    assertThatThrownBy(() -> Pickle.decode(out.toByteArray()))
        .hasMessage("more data than is accepted");
  }

  @Test
  void deepNestingIsRefusedWithoutAnOverflow() {
    byte[] deep = bytes("]".repeat(200_000) + "a".repeat(199_999) + ".");
    assertThatThrownBy(() -> Pickle.decode(deep)).isInstanceOf(PickleException.class);
    byte[] tuples = bytes("N" + "\\x85".repeat(200_000) + ".");
    assertThatThrownBy(() -> Pickle.decode(tuples)).isInstanceOf(PickleException.class);
  }

  @Test
  void garbageBringsTheDeclaredExceptionOrAValueAndNothingElse() {
    var random = new Random(7);
    int values = 0;
    for (int round = 0; round < 100_000; round++) {
      values += outcome(garbage(random));
    }
    assertThat(values).as("some of it happens to be good").isBetween(100, 99_900);
  }

  @Test
  void damagedPicklesBringTheDeclaredExceptionOrAValueAndNothingElse() {
    var random = new Random(8);
    var values = new RandomValues(random);
    for (int round = 0; round < 10_000; round++) {
      byte[] pickle = Pickle.encode(values.next(0));
      for (int hits = random.nextInt(3); hits >= 0; hits--) {
        pickle[random.nextInt(pickle.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(pickle.length + 1);
      assertThat(outcome(Arrays.copyOf(pickle, length)) + outcome(pickle)).isBetween(0, 2);
    }
  }

  /** 1 for a value, 0 for the declared exception; any other is a failure of the test. */
  private static int outcome(byte[] pickle) {
    try {
      Pickle.decode(pickle);
      Pickle.decodeReply(pickle);
      return 1;
    } catch (PickleException e) {
      return 0;
    }
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[random.nextInt(24) + 1];
    random.nextBytes(bytes);
    for (int index = 0; index < bytes.length; index++) {
      if (random.nextInt(4) > 0) {
        bytes[index] = (byte) OPCODES.charAt(random.nextInt(OPCODES.length()));
      }
    }
    bytes[bytes.length - 1] = '.';
    return bytes;
  }

  /** Takes {@code \n}, {@code \\} and {@code \x..} as Python would. */
  private static byte[] bytes(String escaped) {
    var out = new StringBuilder();
    for (int index = 0; index < escaped.length(); index++) {
      char c = escaped.charAt(index);
      if (c != '\\') {
        out.append(c);
      } else if (escaped.charAt(index + 1) == 'x') {
        out.append((char) Integer.parseInt(escaped.substring(index + 2, index + 4), 16));
        index += 3;
      } else {
        out.append(escaped.charAt(++index) == 'n' ? '\n' : '\\');
      }
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
