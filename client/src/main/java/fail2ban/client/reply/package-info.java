/**
 * How replies are shown to people and to the scripts that parse them.
 *
 * <p>In: the words of a command and the value the server answered. Out: text. Thread: any.
 */
package fail2ban.client.reply;
