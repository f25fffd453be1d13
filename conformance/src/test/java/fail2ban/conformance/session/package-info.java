/**
 * One long session of commands, spoken by two clients with two servers, of which ours are one each.
 */
package fail2ban.conformance.session;
