/**
 * What one jail decides: how often an offender failed, whether that is a ban, when the ban ends.
 *
 * <p>In: failures, commands and the time, as values. Out: {@link fail2ban.engine.jail.Effect}s in
 * the order in which they are to happen. Nothing here touches a clock, a file or a process. Thread:
 * a {@link fail2ban.engine.jail.Jail} belongs to one thread, its jail's; all other types are
 * immutable.
 */
package fail2ban.engine.jail;
