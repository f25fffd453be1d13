package fail2ban.server.jail;

/** Something that only the jail's own thread may do. */
@FunctionalInterface
interface Question<T> {
  T answer(JailWork work) throws BadSettingException;
}
