/**
 * The command stream: what the server is told so that it does what the files say.
 *
 * <p>In: a configuration directory. Out: {@link fail2ban.reader.stream.ReadResult} with the
 * commands in fail2ban's order, each with the place it comes from, and all problems. Thread:
 * whichever calls; nothing is kept between two readings.
 */
package fail2ban.reader.stream;
