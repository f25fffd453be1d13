/**
 * The filters of {@code config/filter.d} held against the sample logs of {@code samples}: every
 * case, hostile texts in place of what strangers may choose, normal operation, lines made to hurt.
 */
package fail2ban.conformance.library;
