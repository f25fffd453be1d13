/**
 * The plain data that client and server exchange, and how Python prints it.
 *
 * <p>In: nothing. Out: {@link fail2ban.engine.value.Value}. Thread: none, all types are immutable.
 */
package fail2ban.engine.value;
