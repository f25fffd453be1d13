/**
 * Follows log files: through growth, truncation and every kind of rotation, with no line lost or
 * seen twice, and only complete lines taken.
 *
 * <p>In: paths, and where to start. Out: {@link fail2ban.server.source.LineBatch}es of raw lines,
 * which a jail pulls through its {@link fail2ban.server.source.Subscription}, with the {@link
 * fail2ban.server.source.LogPosition} to store once they are processed. A file is read once for all
 * the jails that watch it. Thread: jails read on their own threads; one thread of {@link
 * fail2ban.server.source.LogFiles} notices changes and rotations.
 */
@NullMarked
package fail2ban.server.source;

import org.jspecify.annotations.NullMarked;
