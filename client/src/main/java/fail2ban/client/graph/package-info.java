/**
 * The command {@code graph}: a jail's history as a picture or on the terminal.
 *
 * <p>In: what the server answers to {@code history}. Out: an SVG written as text, or lines for a
 * terminal. Thread: whichever calls; nothing is kept.
 */
package fail2ban.client.graph;
