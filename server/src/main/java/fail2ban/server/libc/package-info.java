/**
 * Calls into the C library. In: a function's name and its arguments, numbers and addresses. Out:
 * what C answers, failures as negative errno. Owns no thread and no state; knows nothing of what
 * the calls are for, that is the business of {@code server.source.notify}, {@code
 * server.source.journal}, {@code server.enforce} and {@code server.report}.
 */
@NullMarked
package fail2ban.server.libc;

import org.jspecify.annotations.NullMarked;
