package fail2ban.server.source;

/** What came of reading on in a file. */
sealed interface Reading {

  /** Complete lines; the cursor stands at the beginning of one of them. */
  record Lines(Chunk chunk) implements Reading {}

  /** No complete line is left for now. */
  record End() implements Reading {}

  /** What was read before is no longer there: truncated, or written anew. */
  record Rewritten() implements Reading {}
}
