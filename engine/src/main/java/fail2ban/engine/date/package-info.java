/** Finds and reads the timestamp in a line. */
package fail2ban.engine.date;
