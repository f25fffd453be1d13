/** {@code fail2ban-regex} held against the installed one: reports, rows, options and mistakes. */
package fail2ban.conformance.regex;
