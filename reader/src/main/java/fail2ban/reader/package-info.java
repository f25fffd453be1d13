/** Reads the .conf/.local language and turns it into the stream of commands. */
package fail2ban.reader;
