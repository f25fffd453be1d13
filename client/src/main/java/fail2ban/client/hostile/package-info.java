/**
 * What somebody would write into a log who wants others banned, or himself not to be.
 *
 * <p>In: sample logs in which the texts that strangers choose are marked. Out: how many lines were
 * made of them by filling in hostile texts, and in which of these a filter was fooled. Everything
 * happens on the thread that calls.
 */
package fail2ban.client.hostile;
