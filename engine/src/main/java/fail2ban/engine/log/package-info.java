/**
 * What the parts of the program need in order to speak: severities and a place to write to.
 *
 * <p>In: nothing. Out: {@link fail2ban.engine.log.Log}, which the server's report package
 * implements. Thread: implementations are safe on any thread.
 */
package fail2ban.engine.log;
