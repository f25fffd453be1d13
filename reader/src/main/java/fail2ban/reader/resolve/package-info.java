/**
 * From single files to values: which files make up a configuration and in what order, their layers
 * merged, {@code %(x)s} and {@code <x>} replaced, {@code name[a=b]} taken apart.
 *
 * <p>In: {@link fail2ban.reader.text.ConfigText}. Out: {@link
 * fail2ban.reader.resolve.LayeredConfig}, whose every {@link fail2ban.reader.resolve.Setting} knows
 * its file and line and the settings that it overrode. Thread: {@link
 * fail2ban.reader.resolve.ConfigurationFiles} and what works on one text at a time belong to the
 * thread that made them; the rest is immutable.
 */
package fail2ban.reader.resolve;
