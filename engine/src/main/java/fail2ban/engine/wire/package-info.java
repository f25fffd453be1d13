/**
 * How client and server write plain data onto the control socket: pickles between markers.
 *
 * <p>In: bytes from a peer, or a {@link fail2ban.engine.value.Value}. Out: the other of the two. No
 * socket is touched here. Thread: any; a {@link fail2ban.engine.wire.FrameBuffer} belongs to one
 * connection.
 */
package fail2ban.engine.wire;
