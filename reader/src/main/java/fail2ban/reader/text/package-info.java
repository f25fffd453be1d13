/**
 * The dialect of Python's ConfigParser that fail2ban's files are written in.
 *
 * <p>In: the bytes of one file. Out: its sections and options, each with the line where it stands,
 * and every problem found on the way, not only the first. Thread: none of its own; all types but
 * the parser itself, which serves one file, are immutable.
 */
package fail2ban.reader.text;
