/** The live page in a real Chromium, spoken to by its own debugging protocol. */
package fail2ban.conformance.page;
