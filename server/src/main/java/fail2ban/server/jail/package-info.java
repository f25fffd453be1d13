/**
 * A jail at work: its settings as one value, its thread, and the way of its lines from the source
 * through filter, gate and tally to the database and the actions.
 *
 * <p>In: settings and requests from control, lines from source. Out: commits to store, requests to
 * enforce, messages through report. Thread: each {@link fail2ban.server.jail.RunningJail} has one,
 * which owns all that is in it; everybody else writes to its mailbox.
 */
package fail2ban.server.jail;
