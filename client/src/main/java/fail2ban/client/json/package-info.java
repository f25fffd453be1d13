/**
 * Replies as JSON, for programs: {@code --json}. The form is documented in docs/json.md and does
 * not change.
 *
 * <p>In: the words of a command and the value the server answered, which is the same from this
 * server and from the Python one. Out: a JSON object of one line. Thread: any.
 */
package fail2ban.client.json;
