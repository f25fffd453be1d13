/**
 * Being told that something changed under a path, instead of asking.
 *
 * <p>In: paths of files and directories. Out: calls of a listener. Backed by Linux's inotify
 * through the foreign-function API, or by nothing but the clock where that is not to be had.
 * Thread: watches are added and removed on any thread, listeners are called on the one thread that
 * waits.
 */
@NullMarked
package fail2ban.server.source.notify;

import org.jspecify.annotations.NullMarked;
