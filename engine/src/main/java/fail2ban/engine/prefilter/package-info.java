/** All regexes of all jails on one source, as one pass over the raw bytes. */
package fail2ban.engine.prefilter;
