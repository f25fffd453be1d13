/**
 * The program's log: where it goes, which lines are wanted, and how they read.
 *
 * <p>In: messages with a module and a severity, from any thread. Out: lines in fail2ban's form, in
 * a file, on a terminal, in syslog or in the journal. Each line is one write in the thread that
 * speaks; a target that cannot take it costs that line and never the caller. {@link
 * fail2ban.server.report.Wording} holds the texts that operators and other programs rely on.
 */
package fail2ban.server.report;
