package fail2ban.client;

/** The options that have no value. */
enum Flag {
  DUMP,
  DUMP_PRETTY,

  /** The dump says of each value where it comes from. */
  WHERE,
  TEST,
  INTERACTIVE,

  /** Replies are shown as JSON. */
  JSON,
  FORCE,
  FOREGROUND,

  /** The server opens its socket only; whoever started it sends the configuration. */
  ASYNC
}
