/**
 * Runs the commands of a jail's actions and keeps track of what they have put in place.
 *
 * <p>In: bans, unbans and the jail's comings and goings, as calls on a {@link
 * fail2ban.server.enforce.JailAction}, which return at once. Out: an {@link
 * fail2ban.server.enforce.ActionOutcome} for each, and lines in the log. Nothing is thrown across
 * this border.
 *
 * <p>The way of a request: {@code JailAction} puts it into its {@code RequestQueue}, where requests
 * that undo each other meet; the {@code Enforcer} takes one after the other and turns it into
 * commands, while {@code Upkeep} keeps what they need in place, restores it when it is lost and
 * says so, for the jail to ask for its bans again; a {@link fail2ban.server.enforce.CommandRunner}
 * runs each to its end: by the shell, or, if {@link fail2ban.server.enforce.direct} finds it plain
 * enough, by an {@code Attendant}'s tool or together with others as one transaction.
 *
 * <p>Threads: each action works through its queue on one thread at a time, taken from the executor
 * only while there is work. So order holds within an action, and a command that hangs costs its own
 * action only. The threads must be platform threads: they wait inside the kernel for the command.
 */
package fail2ban.server.enforce;
