package fail2ban.client.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of all kinds. Long ones take their time, so each place gets most of them short and some
 * long: all of them are long somewhere.
 */
final class LongTexts {

  private static final List<String> RUNS =
      List.of(
          "a",
          " ",
          "a ",
          "1",
          "1.",
          "\"",
          "'",
          "(",
          "[",
          "<",
          "\\",
          "/",
          ":",
          ": ",
          "=",
          ".",
          ",",
          "-",
          "%",
          "\t",
          " from ",
          "a=",
          "[192.0.2.66",
          "192.0.2.66 ",
          "2001:db8::66 ",
          "é",
          "\u202e",
          "\n");

  private static final int SHORT = 400;
  private static final int LONG = 8 << 10;
  private static final int VERY_LONG = 64 << 10;
  private static final int LONG_ONES = 4;

  private LongTexts() {}

  /**
   * For one place.
   *
   * @param place any number; one after the other for places that belong together
   */
  static List<String> at(int place) {
    var texts = new ArrayList<String>();
    for (int index = 0; index < RUNS.size(); index++) {
      String run = RUNS.get(index);
      int turn = Math.floorMod(index - place, RUNS.size());
      int length = turn == 0 ? VERY_LONG : turn <= LONG_ONES ? LONG : SHORT;
      String filled = run.repeat(length / run.length());
      texts.add(filled);
      texts.add("x" + filled.substring(0, Math.min(length, LONG) / 2) + " from " + Planted.V4);
    }
    return texts;
  }
}
