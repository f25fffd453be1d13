/**
 * Programs of others that talk to fail2ban. What each does is written down, in our own words, as a
 * script in {@code src/test/resources/parties} with the output that it must come to; all of them
 * are run beside one server that has something to tell.
 */
package fail2ban.conformance.parties;
