/**
 * Finds and reads the timestamp in a line.
 *
 * <p>In: lines and the current time, as values; {@code datepattern} and {@code logtimezone} as the
 * administrator wrote them. Out: {@link fail2ban.engine.date.DateMatch}. Thread: a {@link
 * fail2ban.engine.date.DateDetector} learns and belongs to one jail's thread; everything else is
 * immutable.
 */
package fail2ban.engine.date;
