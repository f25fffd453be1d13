/** Turns a ban into the command to run: tags, families, escaping; runs nothing. */
package fail2ban.engine.action;
