/** One jail: tally, bans and ban times; a command or a failure in, effects out. */
package fail2ban.engine.jail;
