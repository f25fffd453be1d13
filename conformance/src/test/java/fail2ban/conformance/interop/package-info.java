/**
 * The programs of others that speak to the server, held against what they get from the original.
 */
package fail2ban.conformance.interop;
