/**
 * Turns a ban into the command to run: options, tags, families, escaping. Runs nothing.
 *
 * <p>In: an {@link fail2ban.engine.action.ActionDefinition} as the configuration gave it, an {@link
 * fail2ban.engine.action.ActionTicket} for the ban at hand. Out: an {@link
 * fail2ban.engine.action.ActionCommand}, a value, for whoever runs commands.
 *
 * <p>Substitution has two halves. The definition's own properties are put in once, when {@link
 * fail2ban.engine.action.ActionCommands} is made: they come from the administrator and may be any
 * piece of shell. What comes from the outside (log text, names) is put in for each command, in one
 * pass that never looks at the result again, and never as shell text: see {@link
 * fail2ban.engine.action.ShellVariables}.
 *
 * <p>Thread: none; everything is immutable. Only a {@link fail2ban.engine.action.TagSource} may
 * wait, because it may ask a name server or the database.
 */
package fail2ban.engine.action;
