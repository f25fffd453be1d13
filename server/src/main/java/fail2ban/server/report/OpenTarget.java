package fail2ban.server.report;

/**
 * A target in use.
 *
 * @param text as it was asked for, with its options
 */
record OpenTarget(String text, Target target, LineFormat format, Sink sink) {}
