package fail2ban.engine.action;

/** A property that, put in for its tag, brings the same tag back. */
public final class SelfReferenceException extends Exception {

  SelfReferenceException(String tag, String property, String value) {
    super(
        "properties contain self referencing definitions and cannot be resolved, "
            + "fail tag: %s, found: %s in %s, value: %s".formatted(tag, tag, property, value));
  }
}
