/**
 * Sends mails, as fail2ban's {@code smtp.py} does, without a mail program.
 *
 * <p>In: an {@link fail2ban.engine.action.Mail}, a value. Out: a message of nothing but ASCII,
 * given to the mail's server within the time that one command of an action may take, or the reason
 * why not.
 *
 * <p>Thread: the caller's, an action's own, which waits; so a mail server that hangs costs its own
 * action only. A further thread ends what takes too long.
 */
package fail2ban.server.enforce.mail;
