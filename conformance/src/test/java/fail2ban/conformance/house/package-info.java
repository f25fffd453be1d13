/** The shape of the house: which package may use which. */
package fail2ban.conformance.house;
