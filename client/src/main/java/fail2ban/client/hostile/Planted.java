package fail2ban.client.hostile;

import java.util.List;

/** The addresses of nobody that hostile texts name. */
public final class Planted {

  /** Of the range for documentation. */
  public static final String V4 = "192.0.2.66";

  public static final String V6 = "2001:db8::66";

  private Planted() {}

  /** True if an id is one of them, or made with one. */
  public static boolean isIn(String id) {
    return id.contains(V4) || id.contains(V6);
  }

  /** A text for each of them, put in for each {@code @}. */
  static List<String> in(String form) {
    return List.of(form.replace("@", V4), form.replace("@", V6));
  }
}
