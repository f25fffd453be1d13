/** Mails: through SMTP servers of all manners, and beside those of Debian's smtp.py. */
package fail2ban.conformance.mail;
