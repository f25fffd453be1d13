/** The HOWTO of fail2ban 0.7, step by step, with the real programs. */
package fail2ban.conformance.howto;
