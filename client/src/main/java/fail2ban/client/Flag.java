package fail2ban.client;

/** The options that have no value. */
enum Flag {
  DUMP,
  DUMP_PRETTY,

  /** The dump says of each value where it comes from. */
  WHERE,
  TEST,

  /** The test is whether another user than root could do what is configured. */
  AS_USER,
  INTERACTIVE,

  /** Replies are shown as JSON. */
  JSON,
  FORCE,
  FOREGROUND,

  /** The server opens its socket only; whoever started it sends the configuration. */
  ASYNC
}
