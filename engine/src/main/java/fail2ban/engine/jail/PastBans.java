package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import java.util.Optional;

/**
 * What is remembered of offenders' earlier bans. Answers at once, because each failure asks; safe
 * on the jail's thread.
 */
public interface PastBans {

  /** Nobody was ever banned. */
  PastBans NONE =
      new PastBans() {
        @Override
        public Optional<BanHistory> here(FailureId id) {
          return Optional.empty();
        }

        @Override
        public Optional<BanHistory> everywhere(FailureId id) {
          return Optional.empty();
        }
      };

  /** The offender's bans in this jail. */
  Optional<BanHistory> here(FailureId id);

  /** His bans in all jails: counts added up, the latest ban being the last. */
  Optional<BanHistory> everywhere(FailureId id);
}
