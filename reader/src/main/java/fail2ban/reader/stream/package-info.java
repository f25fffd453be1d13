/**
 * The command stream: what the server is told so that it does what the files say.
 *
 * <p>In: a configuration directory. Out: {@link fail2ban.reader.stream.ReadResult} with the
 * commands in fail2ban's order, each with the place it comes from, and all problems. Thread:
 * whichever calls; nothing is kept between two readings.
 *
 * <p>Sections of fail2ban.conf that fail2ban does not have ({@code [Metrics]}, {@code [History]},
 * {@code [Events]}, {@code [Page]}, {@code [Fleet]}) become one command each, {@code ['set',
 * 'page', {'listen': …}]}, behind the server's own settings, and none at all where they are not
 * written: whoever does not use them gets fail2ban's stream to the byte.
 */
package fail2ban.reader.stream;
