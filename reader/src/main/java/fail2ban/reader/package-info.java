/**
 * Reads the .conf/.local language and turns it into the stream of commands, in three steps: {@link
 * fail2ban.reader.text} takes one file apart, {@link fail2ban.reader.resolve} lays files over each
 * other and fills references in, {@link fail2ban.reader.stream} makes commands of the result.
 */
package fail2ban.reader;
