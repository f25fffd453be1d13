/** Actions whose programs cannot run here: what they are told, noted by stand-ins on the PATH. */
package fail2ban.conformance.standins;
